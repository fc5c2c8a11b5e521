/**
 * The rules of matching; pure.
 *
 * <p>Invariants: (1) every line has exactly one outcome, matched or one type of break; (2) matched
 * means reference, kind, currency, amount and fee are all as expected and no other line was matched
 * with the same; (3) nothing is rounded away: one minor unit is a break. Keeps nothing, publishes
 * nothing.
 */
@NullMarked
package io.tollbridge.reconciliation.matching;

import org.jspecify.annotations.NullMarked;
