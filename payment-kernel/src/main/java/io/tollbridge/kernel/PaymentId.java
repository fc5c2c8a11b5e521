package io.tollbridge.kernel;

/** Names one payment, for ever and across all services. */
public record PaymentId(String value) implements TypedId {

    public static final String PREFIX = "pay_";

    public PaymentId {
        TypedId.checked(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
