/** Owned by checkout-service: hosted sessions. */
@NullMarked
package io.tollbridge.contracts.checkout;

import org.jspecify.annotations.NullMarked;
