/**
 * Owns one payment's story: what each service told about it, by payment id, found by order number,
 * channel reference or attempt.
 *
 * <p>Invariants: (1) rows are upserts keyed by topic and event id, so replays change nothing and
 * the tables are rebuilt by emptying them and setting the group's offsets back; (2) the story is
 * told from here with one partition read: siblings that are down only take their live sections with
 * them; (3) of the payment events only the facts are kept; core-engine keeps the bodies; (4) an
 * attempt's payment is in its id, so attempts have no index; (5) rows come a few seconds late, so
 * that a payment's are written together; (6) what concerns many payments, a batch, a payout, or
 * what a channel paid for a day, is kept once by what they share.
 *
 * <p>Started by nine topics and by {@code GET /ops/v1/payments}. Emits nothing. Asks core-engine
 * for the live payment and transaction for its webhooks; decides nothing.
 */
@NullMarked
package io.tollbridge.operations.story;

import org.jspecify.annotations.NullMarked;
