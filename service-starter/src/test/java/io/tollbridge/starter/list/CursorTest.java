package io.tollbridge.starter.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollbridge.starter.problem.ProblemException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void a_cursor_gives_its_place_back() {
        String cursor = Cursor.encode("a", "2026-11-22");
        assertThat(Cursor.decode(cursor)).containsExactly("a", "2026-11-22");
        assertThat(Cursor.read(cursor, CursorTest::day)).isEqualTo(LocalDate.of(2026, 11, 22));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a\nno day"})
    void a_cursor_of_another_list_is_refused_by_name(String otherWords) {
        String cursor = Cursor.encode(otherWords);
        assertThatThrownBy(() -> Cursor.read(cursor, CursorTest::day))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("cursor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "****", "ZmZmZgphYmM"})
    void what_is_no_cursor_is_refused_by_name(String mangled) {
        assertThatThrownBy(() -> Cursor.decode(mangled))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("cursor");
    }

    private static LocalDate day(List<String> words) {
        return LocalDate.parse(words.get(1));
    }
}
