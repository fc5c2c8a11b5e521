package io.tollbridge.coreengine.payment;

import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.RefundId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A refund of a payment. While pending or succeeded it takes its amount from the budget. Once
 * accepted it is owed: a channel's refusal ends it, an attempt without effect does not before it is
 * the last of {@value #MOST_TIMES_SENT}.
 *
 * @param attempt the newest one that is to carry it out
 */
public record Refund(
        RefundId id,
        Money amount,
        Status status,
        @Nullable String reason,
        @Nullable String failureReason,
        AttemptId attempt,
        @Nullable LocalDate settlementDate,
        Instant created) {

    /**
     * What was fenced so often was asked of a channel that answers, only not to this: while a
     * channel is silent nothing can be fenced, and the refund waits.
     */
    static final int MOST_TIMES_SENT = 5;

    /** The state of a refund. */
    public enum Status {
        PENDING,
        SUCCEEDED,
        FAILED;

        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public boolean takesBudget() {
        return status != Status.FAILED;
    }

    public Refund carriedOutBy(AttemptId next) {
        return new Refund(id, amount, status, reason, failureReason, next, settlementDate, created);
    }

    public Refund succeededOn(@Nullable LocalDate date) {
        return new Refund(id, amount, Status.SUCCEEDED, reason, null, attempt, date, created);
    }

    public Refund failedBecause(String why) {
        return new Refund(id, amount, Status.FAILED, reason, why, attempt, null, created);
    }
}
