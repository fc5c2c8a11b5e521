package io.tollbridge.contracts.reconciliation;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;

/** A break was opened. Keyed by break id. */
@EventType(value = "reconciliation.break.opened", topic = Topics.RECONCILIATION)
public record BreakOpened(BreakView difference) {}
