/**
 * The record of transactions: query tables built from events, and the public events feed.
 *
 * <p>Invariants: (1) every table is a view of the topics: truncated and read again from offset 0 it
 * is the same; (2) a payment's row is written with its version as timestamp, so duplicates and any
 * order of arrival leave the highest version; every other row has the same content in every copy;
 * (3) nothing is ever deleted here; (4) a merchant reads only rows of its own id and mode.
 *
 * <p>Started by the intake and by {@code GET /v1/payments, /v1/transactions/{payment}/timeline,
 * /v1/events, /v1/events/{id}}. Emits nothing. Decides nothing about money: who needs a payment's
 * true state reads it at core-engine.
 */
@NullMarked
package io.tollbridge.transaction.record;

import org.jspecify.annotations.NullMarked;
