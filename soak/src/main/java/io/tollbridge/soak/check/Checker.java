package io.tollbridge.soak.check;

import io.tollbridge.soak.facts.Facts;
import java.util.List;

/** All checks there are. */
public final class Checker {

    private static final List<Check> ALL =
            List.of(
                    new ChargeCheck(),
                    new HistoryCheck(),
                    new LifecycleCheck(),
                    new RestCheck(),
                    new TopicCheck(),
                    new WebhookCheck(),
                    new LedgerCheck(),
                    new SettlementCheck(),
                    new ReconciliationCheck(),
                    new ProbeCheck());

    private Checker() {}

    /** The verdicts on a run, by invariant. */
    public static List<Verdict> judge(Facts facts) {
        return ALL.stream()
                .flatMap(check -> check.of(facts).stream())
                .sorted((a, b) -> Integer.compare(number(a), number(b)))
                .toList();
    }

    private static int number(Verdict verdict) {
        return Integer.parseInt(verdict.invariant().substring(1));
    }
}
