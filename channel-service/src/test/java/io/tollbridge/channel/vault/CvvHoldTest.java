package io.tollbridge.channel.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.kernel.CardFace;
import io.tollbridge.kernel.CardToken;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class CvvHoldTest {

    private static final CardToken TOKEN =
            CardToken.of("random1", new CardFace("visa", "424242", "4242", 2030, 12, "f"));

    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private final InstantSource clock = () -> now;
    private final CvvHold hold = new CvvHold(clock);

    @Test
    void a_cvv_is_handed_out_once() {
        hold.put(TOKEN, new Cvv("123".toCharArray()));
        assertThat(hold.take(TOKEN)).map(Cvv::reveal).contains("123");
        assertThat(hold.take(TOKEN)).isEmpty();
    }

    @Test
    void a_cvv_that_was_used_is_wiped() {
        hold.put(TOKEN, new Cvv("123".toCharArray()));
        Cvv taken = hold.take(TOKEN).orElseThrow();
        taken.close();
        assertThat(taken.reveal()).isEqualTo("\0\0\0");
    }

    @Test
    void a_cvv_is_gone_and_wiped_after_fifteen_minutes() {
        Cvv cvv = new Cvv("123".toCharArray());
        hold.put(TOKEN, cvv);
        now = now.plus(CvvHold.LIFETIME);
        assertThat(hold.take(TOKEN)).isEmpty();
        assertThat(cvv.reveal()).isEqualTo("\0\0\0");
    }

    @Test
    void the_sweep_wipes_what_is_too_old_and_only_that() {
        Cvv old = new Cvv("123".toCharArray());
        hold.put(TOKEN, old);
        now = now.plus(Duration.ofMinutes(10));
        CardToken later =
                CardToken.of("random2", new CardFace("visa", "424242", "4242", 2030, 12, "f"));
        hold.put(later, new Cvv("456".toCharArray()));
        now = now.plus(Duration.ofMinutes(6));
        hold.wipeExpired();
        assertThat(hold.size()).isEqualTo(1);
        assertThat(old.reveal()).isEqualTo("\0\0\0");
        assertThat(hold.take(later)).map(Cvv::reveal).contains("456");
    }

    @Test
    void a_cvv_is_never_shown() {
        assertThat(new Cvv("123".toCharArray())).hasToString("***");
    }
}
