package io.tollbridge.contracts.reconciliation;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Money;
import java.time.LocalDate;

/**
 * A bank credit gives back a payout that had been debited, all of it. Keyed by bank, so that it
 * follows the {@link PayoutMatched} of its payout.
 */
@EventType(value = "reconciliation.payout_returned", topic = Topics.RECONCILIATION)
public record PayoutReturned(
        String payoutId,
        MerchantId merchantId,
        Money amount,
        String bank,
        String bankReference,
        LocalDate date) {}
