/**
 * The safety net: attempts that were started and have no outcome yet.
 *
 * <p>core-engine may die between writing "sent" and writing the outcome; then nobody ever says
 * "unknown". Invariants: (1) an attempt is watched from its AttemptStarted until an outcome event,
 * at most for a set time, after which core-engine is told that nothing is known: it makes the
 * attempt unknown, so that only compensation moves it from then on, and the event of that opens a
 * case; (2) what is watched is durable before its offset is committed, in one row per instance that
 * is written only when something new is pending; (3) what was watched by an instance that died is
 * watched again by every one that starts: asking twice is harmless.
 *
 * <p>Started by the {@code payments} topic and by monotonic time, which no clock can move. Emits
 * nothing itself; hands unknown attempts over to cases.
 */
@NullMarked
package io.tollbridge.compensation.watch;

import org.jspecify.annotations.NullMarked;
