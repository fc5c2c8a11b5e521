package io.tollbridge.operations.story;

import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.PaymentId;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Other names of a payment. */
final class References {

    static final String ORDER = "order";
    static final String CHANNEL = "channel_reference";

    private References() {}

    /** Where lines about a settlement batch as a whole are kept; no payment has such an id. */
    static String ofBatch(String batch) {
        return "batch:" + batch;
    }

    /** Where lines about a payout are kept that do not name its batches. */
    static String ofPayout(String payout) {
        return "payout:" + payout;
    }

    /** Where lines about what a channel paid for a day are kept. */
    static String ofFunding(String channel, LocalDate day) {
        return "funding:" + channel + ":" + day;
    }

    /** The payment of {@code att_<payment suffix>_<n>}; empty when it is no such id. */
    static Optional<String> paymentOfAttempt(@Nullable String attempt) {
        try {
            return Optional.ofNullable(attempt)
                    .map(AttemptId::new)
                    .flatMap(AttemptId::payment)
                    .map(PaymentId::value);
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // people look for all sorts of things
        }
    }
}
