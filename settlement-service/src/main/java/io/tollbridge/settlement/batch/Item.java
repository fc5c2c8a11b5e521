package io.tollbridge.settlement.batch;

import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * One capture or refund with its fee.
 *
 * @param id payment id + ":" + sequence of the payment's event
 * @param gross negative for a refund
 * @param originalDate the settlement date it came with; another than its batch's when it came late
 * @param at when it happened, in whole milliseconds as the database keeps it: the item told of now
 *     and the one read back later are the same
 */
record Item(
        String id,
        Kind kind,
        PaymentId payment,
        AttemptId attempt,
        Money gross,
        Money fee,
        String feePlan,
        LocalDate originalDate,
        Instant at) {

    Item {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }

    enum Kind {
        CAPTURE,
        REFUND
    }

    Money net() {
        return gross.minus(fee);
    }

    /** The sequence of the payment's event that it came from. */
    long sequence() {
        return Long.parseLong(id.substring(id.lastIndexOf(':') + 1));
    }
}
