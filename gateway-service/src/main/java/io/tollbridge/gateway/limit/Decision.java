package io.tollbridge.gateway.limit;

/**
 * Whether a request may pass.
 *
 * @param remaining how many more would pass right now
 * @param retryAfterMicros when one would pass again; 0 when this one did
 * @param resetMicros when all of the burst would be there again
 */
record Decision(boolean allowed, long remaining, long retryAfterMicros, long resetMicros) {}
