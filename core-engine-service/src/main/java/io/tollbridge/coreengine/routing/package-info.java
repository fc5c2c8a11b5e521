/**
 * Which channel an attempt goes to: in process, from what channels say of themselves.
 *
 * <p>Invariants: (1) a channel that is down or cannot do the method or currency is not chosen; (2)
 * among the others the lowest priority number wins; (3) after an unknown outcome there is no next
 * channel: only an attempt that provably was not sent goes on to another.
 *
 * <p>Starts: a timer asks channel-service every few seconds. Emits nothing.
 */
@NullMarked
package io.tollbridge.coreengine.routing;

import org.jspecify.annotations.NullMarked;
