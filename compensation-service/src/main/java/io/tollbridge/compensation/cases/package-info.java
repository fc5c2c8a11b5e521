/**
 * Cases: one per attempt whose outcome is unknown, until the truth stands in the payment.
 *
 * <p>Invariants: (1) nothing is failed without proof: an attempt is told failed only after the
 * channel declined it or fenced it; (2) "not found" is no proof, the reversal after it is; (3)
 * every step can be repeated, and a state that a crash must not lose is written before the next
 * call; (4) a try is claimed by a conditional write, so two instances do not work on one case; one
 * that is early is not claimed and not counted, and is harmless by (3); (5) after the last try the
 * case waits for a person, for ever.
 *
 * <p>Started by {@code payment.attempt_unknown}, by the watch, by late answers and by time (2 s, 5
 * s, 15 s, 1 m ... 24 h after opening, durable); once a channel that fell silent answers anything,
 * its cases are tried at once. Emits {@code compensation.case_opened, resolved, exhausted}. Listed
 * at {@code GET /ops/v1/compensation/cases}. Does not route to another channel.
 */
@NullMarked
package io.tollbridge.compensation.cases;

import org.jspecify.annotations.NullMarked;
