package io.tollbridge.contracts.reconciliation;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;
import io.tollbridge.contracts.channels.StatementTotal;
import java.time.LocalDate;
import java.util.List;

/**
 * A channel's day is closed: all matched, or every difference is a resolved break. Told once.
 *
 * @param breaks differences that were found when it was matched
 */
@EventType(value = "reconciliation.day_closed", topic = Topics.RECONCILIATION)
public record DayClosed(
        String channel, LocalDate date, int matched, int breaks, List<StatementTotal> totals) {}
