package io.tollbridge.starter.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollbridge.starter.problem.ProblemException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ShortListTest {

    private static final ShortList<String> UP =
            new ShortList<>("/v1/words", "", UnaryOperator.identity(), Comparator.naturalOrder());
    private static final ShortList<String> DOWN =
            new ShortList<>("/v1/words", "", UnaryOperator.identity(), Comparator.reverseOrder());

    @Test
    void pages_follow_one_another_in_order() {
        var words = List.of("d", "b\nb", "a", "e", "c");
        assertThat(all(UP, words)).containsExactly("a", "b\nb", "c", "d", "e");
        assertThat(all(DOWN, words)).containsExactly("e", "d", "c", "b\nb", "a");
        assertThat(UP.page(words.stream(), null, 5).hasMore()).isFalse();
    }

    @Test
    void a_row_that_went_meanwhile_takes_none_with_it() {
        String cursor = UP.page(List.of("a", "b", "c").stream(), null, 2).nextCursor();
        assertThat(UP.page(List.of("a", "c", "d").stream(), cursor, 2).data())
                .containsExactly("c", "d");
    }

    @Test
    void a_cursor_of_another_list_or_filter_is_refused() {
        String cursor = UP.page(List.of("a", "b").stream(), null, 1).nextCursor();
        var other = new ShortList<String>("/v1/words", "x", word -> word, UP.order());
        assertThatThrownBy(() -> other.page(List.of("a", "b").stream(), cursor, 1))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("cursor");
    }

    private static List<String> all(ShortList<String> list, List<String> words) {
        var all = new ArrayList<String>();
        var page = list.page(words.stream(), null, 2);
        all.addAll(page.data());
        while (page.hasMore()) {
            page = list.page(words.stream(), page.nextCursor(), 2);
            all.addAll(page.data());
        }
        return all;
    }
}
