package io.tollbridge.soak.check;

import io.tollbridge.soak.facts.Facts;
import io.tollbridge.soak.facts.Probe;
import java.util.List;
import java.util.Map;

/** I6, I16, I17, I18: questions whose right answer is known. */
final class ProbeCheck implements Check {

    private static final Map<String, String> RULES =
            Map.of(
                    "I6", "a key with another body is refused",
                    "I16", "no merchant reads what is another's",
                    "I17", "what was answered before Redis forgot all is answered after",
                    "I18", "the chain of the audit trail verifies on each day");

    @Override
    public List<Verdict> of(Facts facts) {
        return RULES.entrySet().stream()
                .map(entry -> verdict(entry.getKey(), entry.getValue(), facts.probes()))
                .toList();
    }

    private static Verdict verdict(String invariant, String words, List<Probe> probes) {
        var rule = new Rule(invariant, words);
        for (Probe probe : probes) {
            if (probe.invariant().equals(invariant)) {
                rule.holds(probe.isRight(), probe::toString);
            }
        }
        return rule.verdict();
    }
}
