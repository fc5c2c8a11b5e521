package io.tollbridge.finance.report;

import io.tollbridge.contracts.settlements.SettlementClosed;
import io.tollbridge.finance.report.SettlementItem.Kind;
import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Money;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One currency of a merchant's day: what settlement says and what the ledger has booked of it.
 *
 * @param closed absent while the batch is open; then the items give the figures
 */
record SettlementDay(
        Currency currency,
        @Nullable SettlementClosed closed,
        int items,
        Figure gross,
        Figure refunds,
        Figure fees) {

    /**
     * An item and the postings that book it; an absent one is not booked, or not known yet. A
     * posting without an item is a line too, with an item of nothing.
     */
    record Line(
            SettlementItem item, @Nullable MerchantPosting taken, @Nullable MerchantPosting fee) {

        static Line of(SettlementItem item, Collection<MerchantPosting> postings) {
            var taken =
                    item.kind() == Kind.FEE
                            ? Optional.<MerchantPosting>empty()
                            : find(postings, item.itemId(), item.kind().rule());
            return new Line(
                    item,
                    taken.orElse(null),
                    find(postings, item.feeEvent(), MerchantPosting.FEE).orElse(null));
        }

        /** A posting that settlement has no item for, on its accounting day. */
        static Line withoutItem(MerchantId merchant, LocalDate day, MerchantPosting posting) {
            return of(SettlementItem.absent(merchant, day, posting), List.of(posting));
        }

        private static Optional<MerchantPosting> find(
                Collection<MerchantPosting> postings, String event, String rule) {
            return postings.stream()
                    .filter(p -> p.sourceEvent().equals(event) && p.rule().equals(rule))
                    .findAny();
        }

        Figure gross() {
            return figure(item.gross(), taken);
        }

        /** What the item costs the merchant. */
        Figure fees() {
            return figure(item.fee().negated(), fee).negated();
        }

        List<UUID> postingIds() {
            return Stream.of(Optional.ofNullable(taken), Optional.ofNullable(fee))
                    .flatMap(Optional::stream)
                    .map(MerchantPosting::postingId)
                    .toList();
        }
    }

    /** A day with nothing in it. */
    static SettlementDay empty(Currency currency) {
        var none = new Figure(Money.zero(currency), Money.zero(currency), 0);
        return new SettlementDay(currency, null, 0, none, none, none);
    }

    SettlementDay plus(Line line) {
        var item = line.item;
        return new SettlementDay(
                currency,
                closed,
                item.isSettled() ? items + 1 : items,
                item.kind() == Kind.REFUND ? gross : gross.plus(line.gross()),
                item.kind() == Kind.REFUND ? refunds.plus(line.gross()) : refunds,
                fees.plus(line.fees()));
    }

    /** The same day as settlement sealed it: its figures are now the batch's. */
    SettlementDay sealed(SettlementClosed batch) {
        return new SettlementDay(
                currency,
                batch,
                batch.items(),
                said(batch.gross(), gross),
                said(batch.refunds(), refunds),
                said(batch.fees(), fees));
    }

    /** Gross plus refunds less fees. */
    Figure net() {
        var booked = gross.plus(refunds).minus(fees);
        return closed == null ? booked : said(closed.net(), booked);
    }

    /** {@code open} or {@code closed}. */
    String status() {
        return closed == null ? "open" : "closed";
    }

    boolean isEqual() {
        return gross.isEqual() && refunds.isEqual() && fees.isEqual() && net().isEqual();
    }

    private static Figure figure(Money amount, @Nullable MerchantPosting posting) {
        return posting == null
                ? new Figure(amount, Money.zero(amount.currency()), 0)
                : new Figure(amount, posting.effect(), 1);
    }

    private static Figure said(Money amount, Figure booked) {
        return new Figure(amount, booked.ledgerTotal(), booked.postings());
    }
}
