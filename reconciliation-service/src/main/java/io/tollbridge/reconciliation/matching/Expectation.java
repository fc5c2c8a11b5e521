package io.tollbridge.reconciliation.matching;

import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What we know of an operation at a channel.
 *
 * @param date the channel's day it was sent on
 * @param operation {@code authorise, purchase, capture, void, refund}
 * @param amount signed as on a statement: negative for a refund
 * @param matched the line it was matched with, if it was
 */
public record Expectation(
        String channel,
        LocalDate date,
        AttemptId reference,
        String operation,
        Status status,
        Money amount,
        PaymentId payment,
        MerchantId merchant,
        Instant sentAt,
        @Nullable LineRef matched) {

    /** What became of the operation, as far as we know. */
    public enum Status {
        SENT,
        UNKNOWN,
        DECLINED,
        FAILED,
        PAID
    }

    /** A line of a statement file. */
    public record LineRef(LocalDate date, String fileHash, int row) {}
}
