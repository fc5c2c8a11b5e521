package io.tollbridge.operations.overview;

import io.tollbridge.contracts.ledger.LedgerApi;
import io.tollbridge.contracts.ledger.TrialBalanceLine;
import io.tollbridge.contracts.payments.CompletenessApi;
import io.tollbridge.contracts.payments.CompletenessView.Missed;
import io.tollbridge.contracts.payments.CompletenessView.Subscriber;
import io.tollbridge.operations.section.Section;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the platform says of its own correctness: the sums agree, and everybody has seen all. */
@Component
class Proofs {

    private final LedgerApi ledger;
    private final CompletenessApi completeness;

    /** The sums of the ledger; {@code balanced}: every difference is 0. */
    record BalanceView(boolean balanced, List<TrialBalanceLine> currencies) {}

    /**
     * Payments' events against what each subscriber has seen.
     *
     * @param complete every subscriber could be compared, and nothing was missed in seven days
     * @param missed what was, and was published again: the newest first
     */
    record CompletenessSection(
            boolean complete, List<Subscriber> subscribers, List<Missed> missed) {}

    Proofs(LedgerApi ledger, CompletenessApi completeness) {
        this.ledger = ledger;
        this.completeness = completeness;
    }

    Section trialBalance() {
        var lines = ledger.trialBalance();
        boolean balanced = lines.stream().allMatch(line -> line.difference().signum() == 0);
        return Section.ok(new BalanceView(balanced, lines));
    }

    Section completeness() {
        var seen = completeness.read();
        boolean compared =
                seen.subscribers().stream().allMatch(one -> one.state().equals("compared"));
        boolean complete = compared && !seen.subscribers().isEmpty() && seen.missed().isEmpty();
        return Section.ok(new CompletenessSection(complete, seen.subscribers(), seen.missed()));
    }
}
