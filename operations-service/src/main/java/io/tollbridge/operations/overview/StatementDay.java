package io.tollbridge.operations.overview;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How far a source's day has come.
 *
 * @param source a channel or a bank
 * @param lines of its statement
 * @param matched set when the day is closed
 */
record StatementDay(
        LocalDate date,
        String source,
        @Nullable Instant receivedAt,
        @Nullable Integer lines,
        @Nullable Instant closedAt,
        @Nullable Integer matched,
        @Nullable Integer breaks) {}
