package io.tollbridge.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CostSheetTest {

    @Test
    void idling_while_consumers_finish_is_not_the_payments_cost() {
        var total = Map.of("kafka", 2.0, "finance", 0.1);
        var idle = Map.of("kafka", 10.0, "finance", 50.0);

        var drained = CostSheet.drained(total, idle, 5, 100);

        assertThat(drained).containsEntry("kafka", 1.5).containsEntry("finance", 0.0);
    }

    @Test
    void the_world_outside_is_not_counted_and_consumers_are_not_on_the_path() {
        var costs =
                Map.of("gateway", 1.0, "redis", 0.5, "finance", 2.0, "acquirer", 9.0, "bank", 9.0);

        assertThat(CostSheet.sumOfPath(costs)).isEqualTo(1.5);
        assertThat(CostSheet.sumOfPlatform(costs)).isEqualTo(3.5);
    }

    @Test
    void counters_that_did_not_move_are_left_out() {
        var risen =
                CostSheet.risen(
                        Map.of("payments", 10L, "clock", 1L),
                        Map.of("payments", 310L, "clock", 1L, "ledger", 50L),
                        100);

        assertThat(risen).isEqualTo(Map.of("payments", 3.0, "ledger", 0.5));
    }
}
