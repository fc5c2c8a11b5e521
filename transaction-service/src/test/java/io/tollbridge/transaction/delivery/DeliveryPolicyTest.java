package io.tollbridge.transaction.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.transaction.delivery.DeliveryPolicy.Answer;
import io.tollbridge.transaction.delivery.DeliveryPolicy.Next;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryPolicyTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204, 299})
    void only_2xx_is_a_delivery(int status) {
        assertThat(after(1, status)).isEqualTo(new Next.Delivered());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 301, 302, 400, 404, 429, 500, 503})
    void everything_else_is_tried_again(int status) {
        assertThat(after(1, status)).isInstanceOf(Next.RetryAt.class);
    }

    @Test
    void retries_stretch_over_three_days_and_then_end() {
        var hours = new ArrayList<Duration>();
        for (int attempt = 1; after(attempt, 500) instanceof Next.RetryAt(var at); attempt++) {
            hours.add(Duration.between(NOON, at));
        }
        var least = List.of(5L, 300L, 1800L, 7200L, 18000L, 36000L, 50400L, 72000L, 86400L);
        assertThat(hours).hasSameSizeAs(least);
        for (int i = 0; i < least.size(); i++) {
            assertThat(hours.get(i).toSeconds()).isBetween(least.get(i), least.get(i) * 11 / 10);
        }
        assertThat(after(10, 500)).isEqualTo(new Next.Exhausted());
    }

    @Test
    void a_receiver_may_ask_for_more_time_and_may_be_gone() {
        var wish = new Answer(429, Duration.ofMinutes(2), null, null);
        assertThat(DeliveryPolicy.after(1, wish, NOON, "m"))
                .isEqualTo(new Next.RetryAt(NOON.plusSeconds(120)));
        assertThat(after(1, 410)).isEqualTo(new Next.Disable());
    }

    @Test
    void an_endpoint_fails_that_was_on_for_days_and_accepted_nothing() {
        Instant longAgo = NOON.minus(Duration.ofDays(6));
        Instant lately = NOON.minus(Duration.ofDays(4));
        assertThat(DeliveryPolicy.isFailing(longAgo, null, NOON)).isTrue();
        assertThat(DeliveryPolicy.isFailing(longAgo, longAgo, NOON)).isTrue();
        assertThat(DeliveryPolicy.isFailing(longAgo, lately, NOON)).isFalse();
        assertThat(DeliveryPolicy.isFailing(lately, null, NOON)).isFalse();
    }

    private static Next after(int attempts, int status) {
        return DeliveryPolicy.after(attempts, new Answer(status, null, null, null), NOON, "msg_1");
    }
}
