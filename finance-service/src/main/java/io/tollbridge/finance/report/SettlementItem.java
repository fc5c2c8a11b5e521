package io.tollbridge.finance.report;

import io.tollbridge.contracts.settlements.SettlementItemAdded;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import java.time.LocalDate;

/**
 * A capture or refund in a merchant's day, as settlement decided it.
 *
 * @param itemId the id of the payment's event, which the ledger booked
 * @param feeEvent the id of the event that added the item, whose fee the ledger booked
 * @param gross negative for a refund
 */
record SettlementItem(
        MerchantId merchant,
        LocalDate date,
        String itemId,
        boolean refund,
        PaymentId payment,
        String feeEvent,
        Money gross,
        Money fee) {

    static SettlementItem of(SettlementItemAdded added, String eventId) {
        return new SettlementItem(
                added.merchantId(),
                added.settlementDate(),
                added.itemId(),
                added.kind().equals("REFUND"),
                added.paymentId(),
                eventId,
                added.gross(),
                added.fee());
    }
}
