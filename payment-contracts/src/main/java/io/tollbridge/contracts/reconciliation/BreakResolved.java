package io.tollbridge.contracts.reconciliation;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;

/** A break was explained. Keyed by break id. */
@EventType(value = "reconciliation.break.resolved", topic = Topics.RECONCILIATION)
public record BreakResolved(BreakView difference) {}
