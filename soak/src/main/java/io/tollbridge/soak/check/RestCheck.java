package io.tollbridge.soak.check;

import io.tollbridge.soak.facts.Facts;
import java.util.List;

/** I5: nothing stays unknown, and nothing stays under way. */
final class RestCheck implements Check {

    @Override
    public List<Verdict> of(Facts facts) {
        var known =
                new Rule("I5", "no attempt is without an outcome, by the log and by compensation");
        facts.payments()
                .values()
                .forEach(payment ->
                        known.holds(
                                payment.unsettled().isEmpty(),
                                () -> payment.id() + ": " + payment.unsettled()));
        known.holds(
                facts.rest().unknown() == 0,
                () -> facts.rest().unknown() + " attempts are unknown");
        var rest = new Rule("I5", "after the last fault all comes to rest within its time");
        rest.holds(facts.rest().seconds() >= 0, () -> "still under way: " + facts.rest().left());
        rest.holds(
                facts.rest().outbox() == 0, () -> facts.rest().outbox() + " markers in the outbox");
        return List.of(known.verdict(), rest.verdict());
    }
}
