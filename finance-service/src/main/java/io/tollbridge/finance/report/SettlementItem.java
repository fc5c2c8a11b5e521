package io.tollbridge.finance.report;

import io.tollbridge.contracts.settlements.SettlementItemAdded;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;

/**
 * A capture or refund in a merchant's day, as settlement decided it.
 *
 * @param itemId the id of the payment's event, which the ledger booked
 * @param feeEvent the id of the event that added the item, whose fee the ledger booked
 * @param gross negative for a refund; zero, as is the fee, when settlement has no such item
 */
record SettlementItem(
        MerchantId merchant,
        LocalDate date,
        String itemId,
        Kind kind,
        PaymentId payment,
        String feeEvent,
        Money gross,
        Money fee) {

    /** What an item is, and by which rule the ledger books it. A fee has no item of its own. */
    enum Kind {
        CAPTURE(MerchantPosting.CAPTURE),
        REFUND(MerchantPosting.REFUND),
        FEE(MerchantPosting.FEE);

        private final String rule;

        Kind(String rule) {
            this.rule = rule;
        }

        String rule() {
            return rule;
        }

        /** The word in tables and answers. */
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind ofWire(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }

        private static Kind ofRule(String rule) {
            return Arrays.stream(values())
                    .filter(kind -> kind.rule.equals(rule))
                    .findAny()
                    .orElseThrow();
        }
    }

    static SettlementItem of(SettlementItemAdded added, String eventId) {
        return new SettlementItem(
                added.merchantId(),
                added.settlementDate(),
                added.itemId(),
                Kind.valueOf(added.kind()),
                added.paymentId(),
                eventId,
                added.gross(),
                added.fee());
    }

    /** What settlement says of a posting that it has no item for: nothing. */
    static SettlementItem absent(MerchantId merchant, LocalDate day, MerchantPosting posting) {
        var nothing = Money.zero(posting.effect().currency());
        return new SettlementItem(
                merchant,
                day,
                posting.sourceEvent(),
                Kind.ofRule(posting.rule()),
                posting.payment(),
                posting.sourceEvent(),
                nothing,
                nothing);
    }

    /** Whether there is such an item: one of nothing only stands beside a posting. */
    boolean isSettled() {
        return !gross.isZero() || !fee.isZero();
    }
}
