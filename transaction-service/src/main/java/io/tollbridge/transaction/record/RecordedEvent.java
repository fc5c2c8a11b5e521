package io.tollbridge.transaction.record;

import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * An event of something that merchants see.
 *
 * @param objectId whose events stand in one order: the payment, session, payout or batch
 * @param type the event's own name
 * @param publicType its name for merchants, null when it is not for them
 * @param payment the payment after it, null for events of other things
 * @param body the JSON text as published
 */
public record RecordedEvent(
        String objectId,
        long sequence,
        String type,
        @Nullable String publicType,
        MerchantId merchantId,
        Mode mode,
        Instant at,
        @Nullable PaymentRow payment,
        byte[] body) {

    /** What the list of payments filters and sorts by. */
    public record PaymentRow(
            Instant created, long version, String status, @Nullable String merchantReference) {}

    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    @Override
    public String toString() {
        return type + " " + objectId + ":" + sequence;
    }
}
