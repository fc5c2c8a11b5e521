/**
 * A channel's days: what its statements say against what we know.
 *
 * <p>Invariants: (1) expectations are the newest event of each operation, in whatever order events
 * come; (2) a day is decided once, by one run over one file, after all that payments knew by then
 * was read; what the run decided is kept before it is published, so a crash repeats it word for
 * word; (3) every line is matched or a break, and every expectation is on a line or a break; a day
 * closes when the last of its breaks is resolved, and that is told once; (4) another file for a
 * decided day is refused with a break; (5) an operation that is paid only after its day was decided
 * is matched by its line or a break all the same; (6) a line is told with one time, whoever tells
 * it: its day's decision; (7) only operations of the platform's own mode match.
 *
 * <p>Started by payment events, {@code StatementLine}, {@code StatementCompleted} and the sweeper;
 * emits {@code LineMatched, DayClosed} and, through breaks, {@code BreakOpened}. Does not correct
 * anything: the ledger keeps unmatched lines open until somebody explains them.
 */
@NullMarked
package io.tollbridge.reconciliation.day;

import org.jspecify.annotations.NullMarked;
