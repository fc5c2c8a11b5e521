/**
 * What an operator sees and does of events that a service could not handle.
 *
 * <p>Owns nothing: each service keeps its own parked events and is asked for them. Invariants: (1)
 * a retry or a skip is in the audit trail before the service hears of it, a skip with its reason;
 * (2) services that do not answer are named, so that an empty list is not taken for none. Started
 * by {@code /ops/v1/parked}. Decides nothing.
 */
@NullMarked
package io.tollbridge.operations.parking;

import org.jspecify.annotations.NullMarked;
