package io.tollbridge.kernel;

/**
 * Names one attempt at a channel; also the reference sent to the channel, never reused with another
 * amount.
 */
public record AttemptId(String value) implements TypedId {

    public static final String PREFIX = "att_";

    public AttemptId {
        TypedId.checked(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
