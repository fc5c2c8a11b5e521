/**
 * Kafka: topics, producers that lose and delay, and consumer groups that are rebalanced.
 *
 * <p>Invariants: (1) records of one producer stay in order within a partition, and when one is lost
 * all that were sent behind it are lost with it; (2) what was not acknowledged may be there; (3)
 * after a rebalance a group goes on from the last committed offset, while the old owner may still
 * be working on its batch.
 */
@NullMarked
package io.tollbridge.simulation.bus;

import org.jspecify.annotations.NullMarked;
