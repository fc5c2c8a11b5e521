package io.tollbridge.contracts.payments;

import io.tollbridge.kernel.DisputeId;
import io.tollbridge.kernel.PaymentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dispute as merchants and events see it: a cardholder's bank asks about, or takes back, money
 * that was captured.
 *
 * @param object always {@code dispute}
 * @param amount what is disputed, minor units, positive
 * @param stage {@code inquiry, chargeback, pre_arbitration, arbitration}
 * @param status {@code warning_needs_response, warning_under_review, warning_closed,
 *     needs_response, under_review, won, lost}
 * @param reason why, in the scheme's terms: {@code fraudulent, product_not_received, ...}
 * @param fundsWithdrawn whether the channel holds the money now
 * @param respondBefore until when the merchant may answer, by the business clock
 * @param channelReference the channel's number of the case
 */
public record DisputeView(
        DisputeId id,
        String object,
        PaymentId payment,
        long amount,
        String currency,
        String stage,
        String status,
        String reason,
        boolean fundsWithdrawn,
        @Nullable Instant respondBefore,
        String channelReference,
        Instant created) {}
