package io.tollbridge.contracts.risk;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;
import java.time.Instant;

/** A decision was taken. */
@EventType(value = "risk.assessed", topic = Topics.RISK)
public record RiskAssessed(AssessmentRequest request, Assessment assessment, Instant at) {}
