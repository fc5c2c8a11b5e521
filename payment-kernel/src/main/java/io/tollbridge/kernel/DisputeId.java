package io.tollbridge.kernel;

/** Names one dispute of a payment, at whatever stage. */
public record DisputeId(String value) implements TypedId {

    public static final String PREFIX = "dp_";

    public DisputeId {
        TypedId.checked(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
