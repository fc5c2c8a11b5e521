package io.tollbridge.contracts.risk;

import java.util.List;

/**
 * The decision.
 *
 * @param score 0 (safe) to 100
 * @param reasons names of the rules that fired
 * @param degraded velocity was not known (Redis away): decided on the other rules, failing safe
 */
public record Assessment(Decision decision, int score, List<String> reasons, boolean degraded) {

    /** What core-engine does with it. */
    public enum Decision {
        ALLOW,
        REVIEW,
        BLOCK
    }
}
