package io.tollbridge.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class IdsTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void sortable_ids_sort_by_time() {
        assertThat(Ids.sortable(NOON)).isLessThan(Ids.sortable(NOON.plusMillis(1))).hasSize(26);
    }

    @Test
    void derived_ids_depend_on_every_word_and_on_where_words_end() {
        byte[] key = {1, 2, 3};
        assertThat(Ids.derived(key, "a", "b")).isEqualTo(Ids.derived(key, "a", "b")).hasSize(26);
        assertThat(Ids.derived(key, "a", "b")).isNotEqualTo(Ids.derived(key, "ab", ""));
        assertThat(Ids.derived(key, "a")).isNotEqualTo(Ids.derived(new byte[] {9}, "a"));
    }

    @Test
    void uuid5_carries_version_and_variant() {
        var id = Ids.uuid5("journal", "pay_1:3");
        assertThat(id.version()).isEqualTo(5);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id).isEqualTo(Ids.uuid5("journal", "pay_1:3"));
    }

    @Test
    void an_id_of_another_kind_is_refused() {
        assertThatThrownBy(() -> new PaymentId("re_1")).hasMessageContaining("pay_");
        assertThatThrownBy(() -> new PaymentId("pay_a b")).hasMessageContaining("pay_");
    }

    @Test
    void a_token_shows_its_face() {
        var face = new CardFace("visa", "424242", "4242", 2030, 12, "fp1");
        assertThat(new CardToken(CardToken.of("abc", face).value()).face()).isEqualTo(face);
        assertThatThrownBy(() -> new CardToken("tok_abc_%%%")).hasMessageContaining("tok_");
        assertThatThrownBy(() -> new CardToken("tok_abc_AAAA").face())
                .isInstanceOf(IllegalArgumentException.class);
    }
}
