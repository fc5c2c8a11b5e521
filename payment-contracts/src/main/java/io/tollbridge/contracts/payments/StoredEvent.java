package io.tollbridge.contracts.payments;

import java.time.Instant;

/** One event of a payment's log, as published. {@code body} is its JSON text. */
public record StoredEvent(long sequence, String type, Instant at, String body) {}
