/**
 * accounting-service: the double-entry ledger of the platform.
 *
 * <p>{@code posting} knows what is booked and keeps it, {@code balance} sums it, {@code seal} shows
 * that it stays what it was, {@code booking} turns what happened into all three. Nothing here
 * decides about money; it records what was decided.
 */
@NullMarked
package io.tollbridge.accounting;

import org.jspecify.annotations.NullMarked;
