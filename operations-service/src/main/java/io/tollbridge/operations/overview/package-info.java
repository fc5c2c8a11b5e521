/**
 * How the platform is, on one page: health of each service, lag of each consumer group, events that
 * could not be handled, unknown attempts, open breaks, statement days, the trial balance, whether
 * every subscriber has seen every payment.
 *
 * <p>Invariants: (1) every part says for itself whether it is there; (2) what is open is a
 * projection of {@code compensation} and {@code reconciliation}, written and deleted with the
 * event's sequence as time stamp, so that replays and duplicates leave the same; (3) looking costs
 * reads only, and no part waits longer than its own timeout.
 *
 * <p>Started by {@code GET /ops/v1/overview} and three topics. Emits nothing. Asks each service's
 * management port, each consumer for what it has parked, Kafka for offsets, accounting for the
 * sums.
 */
@NullMarked
package io.tollbridge.operations.overview;

import org.jspecify.annotations.NullMarked;
