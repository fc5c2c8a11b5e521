package io.tollbridge.soak.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoakOptionsTest {

    private static final Path HERE = Path.of("here");

    @Test
    void what_is_asked_for_is_read() {
        var options =
                SoakOptions.parse(
                        List.of("--minutes", "2", "--seed", "42", "--report", "out"), HERE);
        assertThat(options.minutes()).isEqualTo(2);
        assertThat(options.seed()).isEqualTo(42);
        assertThat(options.report()).isEqualTo(HERE.resolve("out"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--minutes", "--minutes 0", "--minutes x", "--merchants 1", "more"})
    void what_is_mistyped_is_refused(String arguments) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SoakOptions.parse(List.of(arguments.split(" ", -1)), HERE));
    }
}
