/** Owned by reconciliation-service: what matched, what did not, which days are closed. */
@NullMarked
package io.tollbridge.contracts.reconciliation;

import org.jspecify.annotations.NullMarked;
