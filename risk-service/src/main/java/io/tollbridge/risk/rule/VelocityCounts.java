package io.tollbridge.risk.rule;

import io.tollbridge.risk.rule.RiskRule.VelocityWindow;
import java.util.Map;

/**
 * Attempts per window, this one included.
 *
 * @param known false when nobody could be asked: then nothing is counted and the verdict says so
 */
public record VelocityCounts(boolean known, Map<VelocityWindow, Long> counts) {

    public static final VelocityCounts UNKNOWN = new VelocityCounts(false, Map.of());

    long of(VelocityWindow window) {
        return counts.getOrDefault(window, 0L);
    }
}
