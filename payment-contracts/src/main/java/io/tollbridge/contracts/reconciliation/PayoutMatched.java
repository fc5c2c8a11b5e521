package io.tollbridge.contracts.reconciliation;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Money;
import java.time.LocalDate;

/** A bank debit equals a payout. Keyed by bank. */
@EventType(value = "reconciliation.payout_matched", topic = Topics.RECONCILIATION)
public record PayoutMatched(
        String payoutId,
        MerchantId merchantId,
        Money amount,
        String bank,
        String bankReference,
        LocalDate date) {}
