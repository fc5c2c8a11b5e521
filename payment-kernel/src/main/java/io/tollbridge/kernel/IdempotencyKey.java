package io.tollbridge.kernel;

/**
 * The caller's name for one intended effect (IETF idempotency-key draft): visible ASCII, at most
 * 255 characters. The same key with the same body has one effect and one answer, for ever.
 */
public record IdempotencyKey(String value) {

    public IdempotencyKey {
        if (value.isEmpty()
                || value.length() > 255
                || !value.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "Idempotency-Key: (expected: 1 to 255 visible ASCII characters)");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
