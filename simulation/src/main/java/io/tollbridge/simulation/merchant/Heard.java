package io.tollbridge.simulation.merchant;

import java.util.Arrays;

/**
 * What a merchant was answered.
 *
 * @param code of a problem that was not kept; empty when the answer was
 */
public record Heard(int status, byte[] body, String code) {

    /** It is kept with its effect, and asking again must give the same for ever. */
    public boolean isKept() {
        return code.isEmpty();
    }

    /** Asking again may give another answer. */
    boolean isForNow() {
        return status >= 500
                || code.equals("idempotency_key_in_flight")
                || code.equals("lock_timeout");
    }

    boolean isSameAs(Heard other) {
        return status == other.status && Arrays.equals(body, other.body);
    }
}
