/**
 * What was agreed with a merchant: its day, its plans by effective date, the calendar it is paid
 * by.
 *
 * <p>Mirrors {@code merchants} in memory; owns nothing. Invariants: (1) the plan that counts is the
 * one in force at the instant asked for, never the newest; (2) a calendar or year nobody knows is
 * an error, not a business day. Does not price or date anything itself.
 */
@NullMarked
package io.tollbridge.settlement.terms;

import org.jspecify.annotations.NullMarked;
