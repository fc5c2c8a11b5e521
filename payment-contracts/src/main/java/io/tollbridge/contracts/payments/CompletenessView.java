package io.tollbridge.contracts.payments;

import io.tollbridge.kernel.PaymentId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the completeness net knows. All times are system time.
 *
 * @param missed of the last seven days, the newest first, at most 100; each was published again
 */
public record CompletenessView(List<Subscriber> subscribers, List<Missed> missed) {

    /**
     * A service that must see every event.
     *
     * @param state what came of the last comparison: {@code compared}; {@code behind}: it had not
     *     read far enough; {@code silent}: it did not answer; {@code incomplete}: more was missed
     *     than is published again at once; {@code waiting}: there was none yet
     * @param completeUntil what changed before has been compared; null for nothing yet
     * @param lastAt when the last comparison was
     */
    public record Subscriber(
            String name, String state, @Nullable Instant completeUntil, @Nullable Instant lastAt) {}

    /** Events of a payment that a consumer group had not seen. */
    public record Missed(Instant at, PaymentId payment, String group, List<Long> sequences) {}
}
