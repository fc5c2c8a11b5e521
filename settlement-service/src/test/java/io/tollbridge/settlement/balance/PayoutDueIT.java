package io.tollbridge.settlement.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.Ids;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.settlement.SettlementScene;
import io.tollbridge.settlement.balance.CassandraPayoutIndexStore.Due;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Two instances decide the same payout: what one takes back is not what the other one wrote. */
class PayoutDueIT extends SettlementScene {

    @Autowired private CassandraPayoutIndexStore index;

    private final BalanceKey key =
            new BalanceKey(new MerchantId("mch_due"), Mode.TEST, Currency.of("EUR"));
    private final String payout = "po_" + Ids.sortable(Instant.EPOCH);

    @Test
    void a_decision_taken_back_leaves_the_same_payout_decided_later() {
        index.announceDecision(payout, key, 5);
        var seen = due().getFirst(); // one instance finds it was not made ...
        index.announceDecision(payout, key, 6); // ... and another one decides it again
        index.notMade(seen);
        assertThat(due()).extracting(Due::balanceVersion).containsExactly(6L);

        index.notMade(due().getFirst());
        assertThat(due()).isEmpty();
    }

    @Test
    void a_payout_that_is_over_is_not_due_whatever_is_decided_late() {
        index.announceDecision(payout, key, 7);
        index.later(payout, 1, Instant.parse("2999-01-01T00:00:00Z"));
        assertThat(due()).extracting(Due::tries).containsExactly(1);
        index.done(payout);
        index.announceDecision(payout, key, 7);
        assertThat(due()).isEmpty();
    }

    private List<Due> due() {
        return IntStream.range(0, CassandraPayoutIndexStore.SLOTS)
                .mapToObj(index::due)
                .flatMap(List::stream)
                .filter(row -> row.payoutId().equals(payout))
                .toList();
    }
}
