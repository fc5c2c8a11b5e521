package io.tollbridge.coreengine.payment;

import java.util.List;

/**
 * What risk-service said of an attempt; {@code decision} is {@code allow}, {@code review, block}.
 */
public record RiskOutcome(String decision, int score, List<String> reasons, boolean degraded) {

    public boolean blocks() {
        return decision.equals("block");
    }

    public boolean wantsReview() {
        return decision.equals("review");
    }
}
