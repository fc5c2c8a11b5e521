package io.tollbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollbridge.sandbox.servers.ChildProcess;
import io.tollbridge.sandbox.servers.ProcessId;
import io.tollbridge.sandbox.servers.ServerFailedException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchesTest {
    @TempDir Path folder;

    @Test
    void what_was_started_is_written_down_and_told_at_the_end() {
        var state = new StateFolder(folder, folder);
        var launches = new Launches(state);
        launches.launch("risk", () -> self("risk"));
        assertThat(state.running("risk")).isPresent();
        assertThat(launches.end()).extracting(ChildProcess::name).containsExactly("risk");
    }

    @Test
    void nothing_is_started_after_the_end() {
        var state = new StateFolder(folder, folder);
        var launches = new Launches(state);
        launches.end();
        var asked = new AtomicBoolean();
        assertThatThrownBy(() ->
                        launches.launch(
                                "risk",
                                () -> {
                                    asked.set(true);
                                    return self("risk");
                                }))
                .isInstanceOf(ServerFailedException.class)
                .hasMessageContaining("risk");
        assertThat(asked).isFalse();
        assertThat(state.process("risk")).isEmpty();
    }

    /** Else the one that is just being started would stay. */
    @Test
    void the_end_waits_for_a_start_under_way() throws InterruptedException {
        var launches = new Launches(new StateFolder(folder, folder));
        var starting = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var starter =
                Thread.ofVirtual()
                        .start(() -> {
                            var _ =
                                    launches.launch(
                                            "risk",
                                            () -> {
                                                starting.countDown();
                                                await(go);
                                                return self("risk");
                                            });
                        });
        starting.await();
        var ender = Thread.ofVirtual().unstarted(() -> assertThat(launches.end()).hasSize(1));
        ender.start();
        go.countDown();
        starter.join();
        ender.join();
        assertThat(launches.end()).hasSize(1);
    }

    private ChildProcess self(String name) {
        return new ChildProcess(
                name, ProcessId.of(ProcessHandle.current()), folder.resolve(name + ".log"));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
