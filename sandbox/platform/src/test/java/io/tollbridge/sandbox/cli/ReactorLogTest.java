package io.tollbridge.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReactorLogTest {
    private static final String ORDER =
            """
            [INFO] Scanning for projects...
            [INFO] ------------------------------------------------------------------------
            [INFO] Reactor Build Order:
            [INFO]\s
            [INFO] tollbridge                                                         [pom]
            [INFO] service-starter                                                    [jar]
            [INFO] risk-service                                                       [jar]
            [INFO] channel-service                                                    [jar]
            [INFO]\s
            [INFO] ----------------------< io.tollbridge:tollbridge >----------------------
            [INFO] Building tollbridge 0.1.0-SNAPSHOT                                 [1/4]
            """;

    private final ReactorLog log = new ReactorLog();

    @Test
    void when_all_went_well_nothing_was_left_out() {
        read(ORDER);
        read(
                """
                [INFO] tollbridge ......................................... SUCCESS [  0.2 s]
                [INFO] service-starter .................................... SUCCESS [ 12.1 s]
                [INFO] risk-service ....................................... SUCCESS [01:02 min]
                [INFO] channel-service .................................... SUCCESS [ 40.0 s]
                [INFO] BUILD SUCCESS
                """);
        assertThat(log.untested()).isEmpty();
    }

    @Test
    void a_module_that_was_skipped_and_one_that_stopped_half_way_are_named() {
        read(ORDER);
        read(
                """
                [INFO] tollbridge ......................................... SUCCESS [  0.2 s]
                [INFO] service-starter .................................... FAILURE [ 12.1 s]
                [INFO] risk-service ....................................... SKIPPED
                [INFO] channel-service .................................... FAILURE [ 40.0 s]
                [ERROR] Failed to execute goal org.apache.maven.plugins:maven-surefire-plugin:3.5.4:test \
                (default-test) on project service-starter: There are test failures.
                [ERROR] Failed to execute goal org.apache.maven.plugins:maven-failsafe-plugin:3.5.4:verify \
                (default) on project channel-service: There are test failures.
                """);
        assertThat(log.untested())
                .containsExactly(
                        "service-starter: nothing was run after maven-surefire-plugin:test, which failed",
                        "risk-service: a module that it needs failed");
    }

    @Test
    void a_plugin_of_any_name_is_named() {
        read(ORDER);
        read(
                """
                [INFO] risk-service ....................................... FAILURE [  1.0 s]
                [ERROR] Failed to execute goal com.diffplug.spotless:spotless-maven-plugin:3.1.0:check \
                (default) on project risk-service: The following files had format violations:
                """);
        assertThat(log.untested())
                .contains(
                        "risk-service: nothing was run after spotless-maven-plugin:check, which failed");
    }

    @Test
    void when_maven_ended_early_the_rest_is_named() {
        read(ORDER);
        assertThat(log.untested()).hasSize(4).contains("channel-service: Maven ended before it");
    }

    private void read(String lines) {
        lines.lines().forEach(log::read);
    }
}
