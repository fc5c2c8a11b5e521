package io.tollbridge.gateway.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class PresentedKeyTest {

    @Test
    void a_key_comes_as_a_bearer_or_as_a_basic_user() {
        String basic =
                Base64.getEncoder().encodeToString("sk_test_1:".getBytes(StandardCharsets.UTF_8));
        assertThat(PresentedKey.of("Bearer sk_test_1")).contains(new PresentedKey("sk_test_1"));
        assertThat(PresentedKey.of("bearer  sk_test_1")).contains(new PresentedKey("sk_test_1"));
        assertThat(PresentedKey.of("Basic " + basic)).contains(new PresentedKey("sk_test_1"));
    }

    @Test
    void anything_else_is_no_key() {
        assertThat(PresentedKey.of(null)).isEmpty();
        assertThat(PresentedKey.of("Bearer ")).isEmpty();
        assertThat(PresentedKey.of("Bearer password")).isEmpty();
        assertThat(PresentedKey.of("Basic !!!")).isEmpty();
        assertThat(PresentedKey.of("Digest sk_test_1")).isEmpty();
        assertThat(PresentedKey.of("Bearer sk_" + "x".repeat(300))).isEmpty();
    }

    @Test
    void neither_its_digest_nor_its_text_form_gives_it_away() {
        var key = new PresentedKey("sk_test_1");
        assertThat(key.digest()).hasSize(43).doesNotContain("sk_test");
        assertThat(key.toString()).doesNotContain("sk_test_1");
    }
}
