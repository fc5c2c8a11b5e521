package io.tollbridge.channel.vault;

/** A clear card number. Its text is masked everywhere but in {@link #reveal()}. */
public final class CardNumber {

    private final String digits;

    /** Takes 12 to 19 digits. */
    public CardNumber(String digits) {
        if (!CardPolicy.looksLikeNumber(digits)) {
            throw new IllegalArgumentException("card number: (expected: 12 to 19 digits)");
        }
        this.digits = digits;
    }

    /** The digits, for the message to the acquirer and for sealing, nothing else. */
    public String reveal() {
        return digits;
    }

    String bin() {
        return digits.substring(0, 6);
    }

    String last4() {
        return digits.substring(digits.length() - 4);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CardNumber that && digits.equals(that.digits);
    }

    @Override
    public int hashCode() {
        return digits.hashCode();
    }

    /** At most BIN and last four (PCI DSS 3.4.1). */
    @Override
    public String toString() {
        return bin() + "*".repeat(digits.length() - 10) + last4();
    }
}
