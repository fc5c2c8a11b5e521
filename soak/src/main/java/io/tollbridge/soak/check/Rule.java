package io.tollbridge.soak.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Counts what is looked at and keeps what is wrong. */
final class Rule {

    private final String invariant;
    private final String words;
    private final List<String> violations = new ArrayList<>();
    private long looked;

    Rule(String invariant, String words) {
        this.invariant = invariant;
        this.words = words;
    }

    /** One thing looked at; {@code violation} says what is wrong with it. */
    void holds(boolean is, Supplier<String> violation) {
        looked++;
        if (!is) {
            violations.add(violation.get());
        }
    }

    Verdict verdict() {
        return new Verdict(invariant, words, looked, violations);
    }
}
