/**
 * Commands on payments: load, decide, write, call the channel, write.
 *
 * <p>Invariants: (1) an attempt is written before its channel is called; (2) one idempotency key
 * has one effect and one answer, kept in the payment's partition for ever; (3) an answer that was
 * lost in the store is never guessed: the same request finds what became of it; (4) an
 * automatically captured card payment costs two conditional writes.
 *
 * <p>Starts: {@code /v1/payments}, {@code /v1/refunds}, {@code /internal/v1/payments}. Emits the
 * {@code payments} topic. Does not list or search (transaction-service) and does not ask a channel
 * again (compensation-service).
 */
@NullMarked
package io.tollbridge.coreengine.command;

import org.jspecify.annotations.NullMarked;
