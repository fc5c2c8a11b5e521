/** checkout-service: checkout sessions and the hosted payment page. */
@NullMarked
package io.tollbridge.checkout;

import org.jspecify.annotations.NullMarked;
