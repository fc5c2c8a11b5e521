package io.tollbridge.contracts.channels;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;
import io.tollbridge.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One line of a channel's daily statement. Keyed by channel, so lines stay in order.
 *
 * @param fileHash SHA-256 of the file, hex: with {@code row} the line's origin
 * @param kind {@code PURCHASE, CAPTURE, REFUND}
 * @param reference our attempt id as the channel booked it
 * @param gross negative for a refund
 * @param fee what the channel keeps
 * @param net gross less fee
 */
@EventType(value = "statement.line", topic = Topics.STATEMENTS)
public record StatementLine(
        String channel,
        LocalDate date,
        String fileHash,
        int row,
        String kind,
        String reference,
        String channelReference,
        @Nullable String authCode,
        Money gross,
        Money fee,
        Money net,
        Instant transactedAt) {}
