package io.tollbridge.coreengine.payment;

/**
 * A request under an idempotency key.
 *
 * @param key the caller's key
 * @param hash what was asked, hex
 */
public record RequestKey(String key, String hash) {}
