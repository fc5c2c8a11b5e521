/**
 * Breaks: differences that somebody must explain.
 *
 * <p>Invariants: (1) a break's id follows from what differs, so it is opened once however often it
 * is found; (2) resolved is for ever, and once; (3) a break is in {@code break_open} until it is
 * resolved and whatever follows from that is done.
 *
 * <p>Started by matching and by an operator ({@code /v1/reconciliation/breaks}); emits {@code
 * BreakOpened}, {@code BreakResolved}; keeps the gauge of open breaks. Does not decide what is a
 * break, and moves no money.
 */
@NullMarked
package io.tollbridge.reconciliation.difference;

import org.jspecify.annotations.NullMarked;
