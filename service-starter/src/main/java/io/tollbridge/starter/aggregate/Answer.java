package io.tollbridge.starter.aggregate;

/**
 * The final answer to a request, kept for ever with the effect it had.
 *
 * @param key the caller's idempotency key
 * @param requestHash what was asked; another request under the same key is refused
 * @param status HTTP status
 * @param body the bytes that were sent, to be sent again
 */
public record Answer(String key, byte[] requestHash, int status, byte[] body) {}
