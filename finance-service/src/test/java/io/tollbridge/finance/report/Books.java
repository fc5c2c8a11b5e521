package io.tollbridge.finance.report;

import io.tollbridge.contracts.ledger.JournalPosted;
import io.tollbridge.contracts.ledger.PostingLine;
import io.tollbridge.contracts.reconciliation.LineMatched;
import io.tollbridge.contracts.settlements.SettlementClosed;
import io.tollbridge.contracts.settlements.SettlementItemAdded;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.Ids;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events as settlement, reconciliation and the ledger publish them, of one merchant. */
record Books(MerchantId merchant, String currency, LocalDate settlementDate) {

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final LocalDate TODAY = LocalDate.parse("2026-11-22");

    static Books of(String merchant, String currency) {
        return new Books(new MerchantId(merchant), currency, TODAY);
    }

    /** The same, settled on another day. */
    Books on(LocalDate day) {
        return new Books(merchant, currency, day);
    }

    Money money(long minorUnits) {
        return Money.of(minorUnits, currency);
    }

    SettlementItemAdded item(String itemId, long gross, long fee) {
        return new SettlementItemAdded(
                itemId,
                merchant,
                Mode.TEST,
                payment(itemId),
                new AttemptId("att_1"),
                gross < 0 ? "REFUND" : "CAPTURE",
                money(gross),
                money(fee),
                money(gross - fee),
                settlementDate,
                "plan_1",
                NOON);
    }

    SettlementClosed closed(int items, long gross, long refunds, long fees) {
        return new SettlementClosed(
                "sb_" + merchant.value() + "_" + currency,
                merchant,
                Mode.TEST,
                TODAY,
                items,
                money(gross),
                money(refunds),
                money(fees),
                money(gross + refunds - fees),
                TODAY.plusDays(1),
                "hash",
                NOON);
    }

    LineMatched matched(String itemId, long gross, long fee) {
        return new LineMatched(
                "acquirer",
                TODAY,
                "hash",
                1,
                new AttemptId("att_1"),
                payment(itemId),
                merchant,
                money(gross),
                money(fee),
                money(gross - fee));
    }

    JournalPosted capture(String itemId, long amount) {
        return journal(
                "capture",
                itemId,
                payment(itemId),
                new PostingLine("1110:acquirer", "debit", amount),
                new PostingLine("2010:" + merchant, "credit", amount));
    }

    JournalPosted refund(String itemId, long amount) {
        return journal(
                "refund_confirmed",
                itemId,
                payment(itemId),
                new PostingLine("2110:" + merchant, "debit", amount),
                new PostingLine("1110:acquirer", "credit", amount));
    }

    JournalPosted fee(String feeEvent, String itemId, long amount) {
        return journal(
                "merchant_fee",
                feeEvent,
                payment(itemId),
                new PostingLine("2010:" + merchant, "debit", amount),
                new PostingLine("4010", "credit", amount));
    }

    JournalPosted channelSettled(String event, String itemId, long gross, long fee) {
        return journal(
                "channel_settled",
                event,
                payment(itemId),
                new PostingLine("1120:acquirer", "debit", gross - fee),
                new PostingLine("5030:acquirer", "debit", fee),
                new PostingLine("1110:acquirer", "credit", gross));
    }

    JournalPosted journal(
            String rule, String event, @Nullable PaymentId payment, PostingLine... lines) {
        return new JournalPosted(
                Ids.uuid5(event, rule),
                rule,
                event,
                merchant,
                payment,
                TODAY,
                currency,
                List.of(lines),
                NOON);
    }

    /** The payment of an item id, {@code pay_1:3}. */
    static PaymentId payment(String itemId) {
        return new PaymentId(itemId.substring(0, itemId.indexOf(':')));
    }
}
