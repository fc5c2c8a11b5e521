package io.tollbridge.operations.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RefusalBudgetTest {

    private Instant now = Instant.parse("2026-11-22T12:00:10Z");

    @Test
    void some_a_minute_are_taken_and_the_next_minute_some_more() {
        var budget = new RefusalBudget(() -> now);
        for (int i = 0; i < RefusalBudget.A_MINUTE_MAX; i++) {
            assertThat(budget.take()).isTrue();
        }
        assertThat(budget.take()).isFalse();
        now = now.plus(Duration.ofSeconds(49));
        assertThat(budget.take()).isFalse();
        now = now.plus(Duration.ofSeconds(1));
        assertThat(budget.take()).isTrue();
    }
}
