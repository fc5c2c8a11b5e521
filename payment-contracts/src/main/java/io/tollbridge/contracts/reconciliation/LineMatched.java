package io.tollbridge.contracts.reconciliation;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import java.time.LocalDate;

/** A statement line equals what we expected, or was accepted as it is. Keyed by channel. */
@EventType(value = "reconciliation.line_matched", topic = Topics.RECONCILIATION)
public record LineMatched(
        String channel,
        LocalDate date,
        String fileHash,
        int row,
        AttemptId reference,
        PaymentId paymentId,
        MerchantId merchantId,
        Money gross,
        Money fee,
        Money net) {}
