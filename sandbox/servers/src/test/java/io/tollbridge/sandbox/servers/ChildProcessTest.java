package io.tollbridge.sandbox.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir Path folder;

    @Test
    void a_process_that_dies_is_named_with_its_last_words() {
        var process = start("echo the disk is full; exit 3");

        assertThatThrownBy(() -> process.awaitReady(() -> false, LIMIT))
                .isInstanceOf(ServerFailedException.class)
                .hasMessageContaining("sample died while starting")
                .hasMessageContaining("the disk is full");
    }

    @Test
    void a_service_that_failed_but_lives_on_is_not_waited_for() {
        var process = start("echo Application run failed; exec sleep 60");

        assertThatThrownBy(() -> process.awaitReady(() -> false, LIMIT))
                .hasMessageStartingWith("sample gave up starting");
        process.kill();
    }

    @Test
    void the_root_cause_of_a_death_stands_in_the_first_line() {
        var process =
                start(
                        "echo '{\"stack\":\"A\\nCaused by: B\\nCaused by: no key\\n at c\"}'; exit 3");

        assertThatThrownBy(() -> process.awaitReady(() -> false, LIMIT))
                .hasMessageStartingWith("sample died while starting: no key (log: ");
    }

    @Test
    void a_process_that_never_gets_ready_is_not_waited_for_for_ever() {
        var process = start("exec sleep 60");

        assertThatThrownBy(() -> process.awaitReady(() -> false, Duration.ofMillis(300)))
                .hasMessageContaining("was not ready after");
        process.kill();
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void a_process_that_stands_still_hears_nothing_until_it_goes_on() {
        var process = start("exec sleep 60");
        process.signal("STOP");
        process.signal("TERM");
        assertThat(process.awaitExit(Duration.ofMillis(300))).isFalse();

        process.signal("CONT");

        assertThat(process.awaitExit(LIMIT)).isTrue();
    }

    @Test
    void a_process_that_is_gone_takes_no_signal() {
        var process = start("exit 0");
        assertThat(process.awaitExit(LIMIT)).isTrue();

        assertThatThrownBy(() -> process.signal("STOP"))
                .isInstanceOf(ServerFailedException.class)
                .hasMessage("sample took no STOP");
    }

    @Test
    void a_process_that_ignores_the_polite_request_is_killed() {
        var process = start("trap '' TERM; echo armed; while :; do sleep 1; done");
        process.awaitReady(() -> process.lastLogLines(1).equals(List.of("armed")), LIMIT);

        process.stop(Duration.ofMillis(300));

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void the_last_lines_of_a_log_come_in_order() {
        var process = start("seq 1 100");
        assertThat(process.awaitExit(LIMIT)).isTrue();

        assertThat(process.lastLogLines(3)).containsExactly("98", "99", "100");
    }

    private ChildProcess start(String script) {
        return ChildProcess.start(
                "sample", List.of("sh", "-c", script), folder, folder.resolve("sample.log"));
    }
}
