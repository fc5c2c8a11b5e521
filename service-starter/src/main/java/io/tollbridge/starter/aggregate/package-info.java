/**
 * Money aggregates: state, events, idempotent answers and outbox of one thing in one partition.
 *
 * <p>Invariants: (1) a transition is one conditional batch on one partition; (2) an unclear outcome
 * is never guessed: it is read by operation id, sent again as it was, or reported; (3) an event is
 * published because it was written with its transition, first copies in order of sequence per
 * aggregate; (4) a marker is on disk before the transition, and is deleted only when its events are
 * in Kafka or its transition is fenced and can never apply.
 *
 * <p>Starts: {@link io.tollbridge.starter.aggregate.AggregateStore#append} hands what it wrote to
 * the relay; a timer sweeps what was left behind. Does not know what any of it means.
 */
@NullMarked
package io.tollbridge.starter.aggregate;

import org.jspecify.annotations.NullMarked;
