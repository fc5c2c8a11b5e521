/**
 * Kafka: topics, producers that lose and delay, and consumer groups that are rebalanced.
 *
 * <p>Invariants: (1) records of one producer that arrive do so in the order they were sent within a
 * partition, but one may be lost while those behind it arrive; (2) what was not acknowledged may be
 * there; (3) after a rebalance a group goes on from the last committed offset, while the old owner
 * may still be working on its batch.
 */
@NullMarked
package io.tollbridge.simulation.bus;

import org.jspecify.annotations.NullMarked;
