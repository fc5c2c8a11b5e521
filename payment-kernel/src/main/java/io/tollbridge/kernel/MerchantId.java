package io.tollbridge.kernel;

/** Names one merchant. */
public record MerchantId(String value) implements TypedId {

    public static final String PREFIX = "mch_";

    public MerchantId {
        TypedId.checked(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
