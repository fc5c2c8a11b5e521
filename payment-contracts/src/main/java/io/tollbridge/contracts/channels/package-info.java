/**
 * Owned by channel-service: operations at channels, statements that channels and banks deliver, and
 * payout instructions.
 */
@NullMarked
package io.tollbridge.contracts.channels;

import org.jspecify.annotations.NullMarked;
