package io.tollbridge.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    private static final Path HERE = Path.of("/here");

    @Test
    void without_words_the_usual_is_measured() {
        assertThat(Options.parse(List.of(), HERE))
                .isEqualTo(new Options(List.of(1, 8, 32, 64), 20, 60, null, false));
    }

    @Test
    void all_can_be_said() {
        var args = "--clients 2,4 --seconds 5 --warmup 0 --json out.json".split(" ", -1);

        assertThat(Options.parse(List.of(args), HERE))
                .isEqualTo(new Options(List.of(2, 4), 5, 0, Path.of("/here/out.json"), false));
        assertThat(Options.parse(List.of("--help"), HERE).help()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"--clients,0", "--clients,'1,,2'", "--seconds,x", "--warmup,-1", "--fast,1"})
    void what_makes_no_sense_is_refused_by_name(String name, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse(List.of(name, value), HERE))
                .withMessageStartingWith(name);
    }

    @Test
    void a_value_must_follow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse(List.of("--json"), HERE))
                .withMessage("--json: no value");
    }
}
