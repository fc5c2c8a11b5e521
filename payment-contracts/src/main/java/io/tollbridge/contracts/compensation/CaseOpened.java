package io.tollbridge.contracts.compensation;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;

/** An attempt is unknown. Keyed by attempt id. */
@EventType(value = "compensation.case_opened", topic = Topics.COMPENSATION)
public record CaseOpened(CaseView compensation) {}
