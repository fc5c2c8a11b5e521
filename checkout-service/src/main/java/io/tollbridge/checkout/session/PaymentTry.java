package io.tollbridge.checkout.session;

import io.tollbridge.kernel.CardToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try to pay, whole, so that it can be sent again word for word after a crash.
 *
 * @param number counts the tries of a session from 1
 * @param shopperIp the shopper's address, for risk
 * @param since when it was written, before the call
 */
public record PaymentTry(int number, CardToken token, @Nullable String shopperIp, Instant since) {}
