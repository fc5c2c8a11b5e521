package io.tollbridge.kernel;

/** Names one refund of a payment; also the reference sent to the channel. */
public record RefundId(String value) implements TypedId {

    public static final String PREFIX = "re_";

    public RefundId {
        TypedId.checked(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
