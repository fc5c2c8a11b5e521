/**
 * What must always be so, and what must be so in the end.
 *
 * <p>After every conditional write: versions have no gaps, events and answers never change, the
 * state moves along the declared graph, refunded is at most captured is at most the amount. After
 * every record: what is published was written, and first copies are in order. After every booking
 * (in the channel's books): one charge. When faults have ended: all answers stand, all unknowns are
 * resolved, all events are out, no marker is left, and the payments agree with the channel's books.
 */
@NullMarked
package io.tollbridge.simulation.check;

import org.jspecify.annotations.NullMarked;
