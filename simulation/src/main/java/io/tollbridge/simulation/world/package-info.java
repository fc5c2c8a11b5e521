/**
 * Virtual time and one thread: who runs next is drawn from a seed, so a run can be repeated
 * exactly.
 *
 * <p>Invariants: (1) at any moment one fiber runs, until it waits for something; (2) whatever takes
 * time is an event in one queue, ordered by virtual time; (3) the dice are the only source of
 * chance; (4) a node that crashed runs no further instruction, but what it had sent is under way.
 *
 * <p>A fiber is a virtual thread whose scheduler is ours, so a lock, a future or a park in the code
 * under test gives up its turn like a call to a port does. Knows nothing of payments.
 */
@NullMarked
package io.tollbridge.simulation.world;

import org.jspecify.annotations.NullMarked;
