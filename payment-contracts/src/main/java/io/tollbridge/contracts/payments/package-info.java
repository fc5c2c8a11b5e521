/**
 * Owned by core-engine-service: what has happened to a payment, and the commands that checkout and
 * compensation give.
 */
@NullMarked
package io.tollbridge.contracts.payments;

import org.jspecify.annotations.NullMarked;
