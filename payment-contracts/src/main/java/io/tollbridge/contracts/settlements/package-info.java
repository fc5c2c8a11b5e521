/** Owned by settlement-service: items with their fees, batches and payouts. */
@NullMarked
package io.tollbridge.contracts.settlements;

import org.jspecify.annotations.NullMarked;
