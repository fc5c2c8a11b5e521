package io.tollbridge.contracts.payments;

import java.util.List;

/** What risk-service decided of an attempt: {@code allow, review, block}, score 0 to 100, rules. */
public record RiskView(String decision, int score, List<String> reasons, boolean degraded) {}
