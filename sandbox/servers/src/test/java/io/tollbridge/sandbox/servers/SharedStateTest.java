package io.tollbridge.sandbox.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedStateTest {
    private static final ProcessId SELF = ProcessId.of(ProcessHandle.current());
    private static final ProcessId ENDED = new ProcessId(SELF.pid(), 1);

    @TempDir Path folder;
    private SharedState state;

    @BeforeEach
    void create() {
        state = new SharedState(folder);
    }

    @Test
    void what_was_written_is_read_back() {
        var snapshot = snapshot("one", SELF);
        state.write(snapshot);

        assertThat(state.read()).contains(snapshot);
        assertThat(snapshot.isAlive()).isTrue();
    }

    @Test
    void servers_with_a_dead_member_do_not_count_as_running() {
        assertThat(snapshot("one", ENDED).isAlive()).isFalse();
    }

    @Test
    void only_the_owner_of_the_state_removes_it() {
        state.write(snapshot("new", SELF));

        state.forget("old");
        assertThat(state.read()).isPresent();
        state.forget("new");
        assertThat(state.read()).isEmpty();
    }

    @Test
    void builds_that_ended_no_longer_keep_the_servers() {
        state.addWatcher(ENDED);
        assertThat(state.isWatched()).isFalse();

        state.addWatcher(SELF);
        assertThat(state.isWatched()).isTrue();
    }

    @Test
    void every_user_gets_another_number() {
        assertThat(List.of(state.nextIsolation(SELF), state.nextIsolation(SELF)))
                .containsExactly(1, 2);
    }

    @Test
    void the_numbers_of_ended_users_can_be_cleaned_up() {
        state.nextIsolation(SELF);
        int ended = state.nextIsolation(ENDED);

        assertThat(state.endedUsers()).containsOnlyKeys(ended);
    }

    private static SharedState.Snapshot snapshot(String id, ProcessId server) {
        return new SharedState.Snapshot(
                id, SELF, List.of(SELF, server), new SharedServers.Endpoints(1, 2, 3));
    }
}
