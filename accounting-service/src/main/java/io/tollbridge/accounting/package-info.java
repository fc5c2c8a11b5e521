/**
 * accounting-service: the double-entry ledger of the platform.
 *
 * <p>{@code posting} knows what is booked and keeps it, {@code balance} sums it, {@code booking}
 * turns what happened into both. Nothing here decides about money; it records what was decided.
 */
@NullMarked
package io.tollbridge.accounting;

import org.jspecify.annotations.NullMarked;
