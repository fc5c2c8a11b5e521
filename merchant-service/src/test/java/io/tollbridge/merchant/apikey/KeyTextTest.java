package io.tollbridge.merchant.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.kernel.Mode;
import org.junit.jupiter.api.Test;

class KeyTextTest {

    private final KeyText key = KeyText.random(KeyKind.SECRET, Mode.TEST, "0a1b2c3d");

    @Test
    void a_key_reads_back_as_what_it_was_written() {
        assertThat(KeyText.parse(key.text())).contains(key);
        assertThat(key.text()).matches("sk_test_0a1b2c3d_[0-9A-Za-z]{38}");
    }

    @Test
    void a_publishable_live_key_says_so() {
        assertThat(KeyText.random(KeyKind.PUBLISHABLE, Mode.LIVE, "0a1b2c3d").text())
                .startsWith("pk_live_0a1b2c3d_");
    }

    @Test
    void every_mistyped_character_is_noticed() {
        String text = key.text();
        for (int i = 0; i < text.length(); i++) {
            char other = text.charAt(i) == 'x' ? 'y' : 'x';
            String mistyped = text.substring(0, i) + other + text.substring(i + 1);
            assertThat(KeyText.parse(mistyped)).as(mistyped).isEmpty();
        }
    }

    @Test
    void another_mode_is_another_key() {
        assertThat(KeyText.parse(key.text().replace("sk_test", "sk_live"))).isEmpty();
        assertThat(KeyText.parse(key.text().replace("sk_test", "pk_test"))).isEmpty();
    }

    @Test
    void neither_its_text_nor_its_hint_gives_the_secret_away() {
        assertThat(key.toString()).doesNotContain(key.secret());
        assertThat(key.hint()).hasSizeLessThan(30).doesNotContain(key.secret().substring(0, 8));
    }
}
