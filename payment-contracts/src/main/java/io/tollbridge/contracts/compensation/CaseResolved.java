package io.tollbridge.contracts.compensation;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;

/** The truth was found and recorded. Keyed by attempt id. */
@EventType(value = "compensation.case_resolved", topic = Topics.COMPENSATION)
public record CaseResolved(CaseView compensation) {}
