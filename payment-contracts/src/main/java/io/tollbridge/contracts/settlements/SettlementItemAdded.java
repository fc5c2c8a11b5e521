package io.tollbridge.contracts.settlements;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A capture or refund was put into a batch with its fee. Keyed by merchant id.
 *
 * @param itemId payment id + ":" + sequence of the payment's event
 * @param kind {@code CAPTURE} or {@code REFUND}
 * @param gross negative for a refund
 * @param net gross less fee
 * @param settlementDate the batch it is in
 */
@EventType(value = "settlement.item_added", topic = Topics.SETTLEMENTS)
public record SettlementItemAdded(
        String itemId,
        MerchantId merchantId,
        Mode mode,
        PaymentId paymentId,
        AttemptId attempt,
        String kind,
        Money gross,
        Money fee,
        Money net,
        LocalDate settlementDate,
        String feePlanId,
        Instant at) {}
