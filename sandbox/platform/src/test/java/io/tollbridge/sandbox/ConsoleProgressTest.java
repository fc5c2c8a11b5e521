package io.tollbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleProgressTest {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_interruption_is_the_last_thing_that_is_told(boolean terminal) {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try (var progress = new ConsoleProgress(out, terminal)) {
            progress.started("redis");
            progress.ready("redis", Duration.ofMillis(100));
            progress.started("kafka");
            progress.interrupted();
            progress.failed("kafka"); // it was stopped
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .endsWith("interrupted: stopping what was started\n")
                .doesNotContain("FAILED");
    }
}
