package io.tollbridge.contracts.compensation;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;

/** Nothing was found in a day: a person must look. Keyed by attempt id. */
@EventType(value = "compensation.case_exhausted", topic = Topics.COMPENSATION)
public record CaseExhausted(CaseView compensation) {}
