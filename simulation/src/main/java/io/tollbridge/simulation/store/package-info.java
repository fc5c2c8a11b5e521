/**
 * Cassandra as a driver session: the CQL that the services really send, on tables in memory.
 *
 * <p>Invariants: (1) a conditional batch on one partition applies whole or not at all; (2) plain
 * writes are last-write-wins by the writer's clock, deletes included; (3) after a timeout a write
 * may have applied, may apply much later, or never will; (4) a serial read sees what was applied, a
 * plain one may see what was there before. Tables come from the services' own migrations; a
 * statement that is not understood ends the run.
 */
@NullMarked
package io.tollbridge.simulation.store;

import org.jspecify.annotations.NullMarked;
