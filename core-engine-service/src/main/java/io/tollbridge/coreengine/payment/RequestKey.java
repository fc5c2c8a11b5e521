package io.tollbridge.coreengine.payment;

/**
 * A request under an idempotency key.
 *
 * @param key the caller's key
 * @param hash what was asked, hex
 */
public record RequestKey(String key, String hash) {

    /** A request of our own. A caller's key has no blanks, so it is never mistaken for one. */
    public static RequestKey ofOurs(String what) {
        return new RequestKey("tollbridge: " + what, "00");
    }
}
