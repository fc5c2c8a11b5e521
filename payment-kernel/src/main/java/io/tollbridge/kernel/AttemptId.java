package io.tollbridge.kernel;

import java.util.Optional;

/**
 * Names one attempt at a channel; also the reference sent to the channel, never reused with another
 * amount.
 */
public record AttemptId(String value) implements TypedId {

    public static final String PREFIX = "att_";

    public AttemptId {
        TypedId.checked(PREFIX, value);
    }

    /**
     * The payment of {@code att_<payment suffix>_<n>}; empty for an attempt at nobody's payment.
     */
    public Optional<PaymentId> payment() {
        int end = value.lastIndexOf('_');
        return end <= PREFIX.length()
                ? Optional.empty()
                : Optional.of(
                        new PaymentId(PaymentId.PREFIX + value.substring(PREFIX.length(), end)));
    }

    @Override
    public String toString() {
        return value;
    }
}
