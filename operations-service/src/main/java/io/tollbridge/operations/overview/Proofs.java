package io.tollbridge.operations.overview;

import io.tollbridge.contracts.ledger.LedgerApi;
import io.tollbridge.contracts.ledger.TrialBalanceLine;
import io.tollbridge.contracts.payments.CompletenessApi;
import io.tollbridge.contracts.payments.CompletenessView.Missed;
import io.tollbridge.contracts.payments.CompletenessView.Subscriber;
import io.tollbridge.operations.section.Section;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the platform says of its own correctness: the sums agree, and everybody has seen all. */
@Component
class Proofs {

    /** Longer than it takes until another instance compares for one that has died. */
    private static final Duration STALE = Duration.ofMinutes(15);

    private final LedgerApi ledger;
    private final CompletenessApi completeness;
    private final Clock clock;

    /** The sums of the ledger; {@code balanced}: every difference is 0. */
    record BalanceView(boolean balanced, List<TrialBalanceLine> currencies) {}

    /**
     * Payments' events against what each subscriber has seen.
     *
     * @param complete every subscriber was compared in the last quarter of an hour, and nothing was
     *     missed in seven days
     * @param missed what was, and was published again: the newest first
     */
    record CompletenessSection(
            boolean complete, List<Subscriber> subscribers, List<Missed> missed) {}

    Proofs(LedgerApi ledger, CompletenessApi completeness, Clock systemClock) {
        this.ledger = ledger;
        this.completeness = completeness;
        this.clock = systemClock;
    }

    Section trialBalance() {
        var lines = ledger.trialBalance();
        boolean balanced = lines.stream().allMatch(line -> line.difference().signum() == 0);
        return Section.ok(new BalanceView(balanced, lines));
    }

    Section completeness() {
        var seen = completeness.read();
        boolean compared = seen.subscribers().stream().allMatch(this::isCompared);
        boolean complete = compared && !seen.subscribers().isEmpty() && seen.missed().isEmpty();
        return Section.ok(new CompletenessSection(complete, seen.subscribers(), seen.missed()));
    }

    private boolean isCompared(Subscriber one) {
        var at = one.lastAt();
        return one.state().equals("compared")
                && at != null
                && at.isAfter(clock.instant().minus(STALE));
    }
}
