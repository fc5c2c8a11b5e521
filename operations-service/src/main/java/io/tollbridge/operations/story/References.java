package io.tollbridge.operations.story;

import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.PaymentId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Other names of a payment. */
final class References {

    static final String ORDER = "order";
    static final String CHANNEL = "channel_reference";

    private References() {}

    /** The payment of {@code att_<payment suffix>_<n>}; empty when it is no such id. */
    static Optional<String> paymentOfAttempt(@Nullable String attempt) {
        if (attempt == null || !attempt.startsWith(AttemptId.PREFIX)) {
            return Optional.empty();
        }
        int end = attempt.lastIndexOf('_');
        return end <= AttemptId.PREFIX.length()
                ? Optional.empty()
                : Optional.of(PaymentId.PREFIX + attempt.substring(AttemptId.PREFIX.length(), end));
    }
}
