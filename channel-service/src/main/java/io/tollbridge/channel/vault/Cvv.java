package io.tollbridge.channel.vault;

import java.util.Arrays;

/** A card's verification value, wiped when closed. */
public final class Cvv implements AutoCloseable {

    private final char[] digits;

    Cvv(char[] digits) {
        this.digits = digits.clone();
    }

    /** The digits, for the message to the acquirer. */
    public String reveal() {
        return new String(digits);
    }

    /** How many digits there are; -1 when anything else is among them. */
    int digitCount() {
        for (char c : digits) {
            if (c < '0' || c > '9') {
                return -1;
            }
        }
        return digits.length;
    }

    @Override
    public void close() {
        Arrays.fill(digits, '\0');
    }

    @Override
    public String toString() {
        return "***";
    }
}
