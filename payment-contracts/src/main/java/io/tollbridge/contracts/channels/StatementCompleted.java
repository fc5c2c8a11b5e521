package io.tollbridge.contracts.channels;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;
import java.time.LocalDate;
import java.util.List;

/** All lines of a channel's statement of one day have been published. */
@EventType(value = "statement.completed", topic = Topics.STATEMENTS)
public record StatementCompleted(
        String channel, LocalDate date, String fileHash, int rows, List<StatementTotal> totals) {}
