package io.tollbridge.soak.check;

import java.util.List;

/**
 * What became of one rule.
 *
 * @param invariant such as {@code I1}
 * @param rule in words
 * @param looked how many things were looked at
 */
public record Verdict(String invariant, String rule, long looked, List<String> violations) {

    public Verdict {
        violations = List.copyOf(violations);
    }

    /** What was not looked at has not been found right. */
    public boolean isGreen() {
        return looked > 0 && violations.isEmpty();
    }
}
