/**
 * channel-service: the platform's way out to acquirers and banks, and the only process that sees a
 * clear card number. Features: {@code channel} (operations and routing health), {@code iso8583}
 * (the card acquirer), {@code bank} (payouts), {@code statement} (daily files), {@code vault}
 * (cards).
 */
@NullMarked
package io.tollbridge.channel;

import org.jspecify.annotations.NullMarked;
