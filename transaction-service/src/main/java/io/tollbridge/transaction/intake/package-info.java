/**
 * Events in: reads the topics, writes the record, then hands what has a listener to the webhooks.
 *
 * <p>Invariants: (1) a batch is in the record before anyone is told of it; (2) offsets are
 * committed after both; (3) only what the record needs is decoded, bodies are kept as published.
 * Started by the topics payments, checkout, payouts, settlements and webhooks; the consumer group
 * is configured, so that a new one reads everything again.
 */
@NullMarked
package io.tollbridge.transaction.intake;

import org.jspecify.annotations.NullMarked;
