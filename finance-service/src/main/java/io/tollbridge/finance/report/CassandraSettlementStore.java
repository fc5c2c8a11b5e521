package io.tollbridge.finance.report;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.tollbridge.contracts.settlements.SettlementClosed;
import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Repository;

/** Settlement items, closed batches and the postings of payments, in Cassandra. */
@Repository
class CassandraSettlementStore {

    private static final int IN_FLIGHT = 256;

    private final CqlSession session;
    private final Mode mode;
    private final PreparedStatement insertItem;
    private final PreparedStatement insertBatch;
    private final PreparedStatement insertPosting;
    private final PreparedStatement batches;
    private final PreparedStatement items;
    private final PreparedStatement postings;

    CassandraSettlementStore(CqlSession session, @Value("${tollbridge.mode}") String mode) {
        this.session = session;
        this.mode = Mode.ofWire(mode);
        insertItem =
                insert(
                        """
                        INSERT INTO settlement_item (merchant_id, settlement_date, currency,
                          item_id, kind, payment_id, fee_event, gross, fee)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)\
                        """);
        insertBatch =
                insert(
                        """
                        INSERT INTO settlement_batch (merchant_id, settlement_date, currency,
                          batch_id, items, gross, refunds, fees, net, payable_on, hash, closed_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                        """);
        insertPosting =
                insert(
                        """
                        INSERT INTO posting_of_payment (payment_id, source_event, rule,
                          posting_id, currency, effect)
                        VALUES (?, ?, ?, ?, ?, ?)\
                        """);
        batches =
                session.prepare(
                        """
                        SELECT merchant_id, settlement_date, currency, batch_id, items, gross,
                          refunds, fees, net, payable_on, hash, closed_at
                        FROM settlement_batch WHERE merchant_id = ? AND settlement_date = ?\
                        """);
        items =
                session.prepare(
                        """
                        SELECT merchant_id, settlement_date, currency, item_id, kind, payment_id,
                          fee_event, gross, fee
                        FROM settlement_item WHERE merchant_id = ? AND settlement_date = ?
                        AND (currency, item_id) > (?, ?) LIMIT ?\
                        """);
        postings =
                session.prepare(
                        """
                        SELECT payment_id, source_event, rule, posting_id, currency, effect
                        FROM posting_of_payment WHERE payment_id = ?\
                        """);
    }

    private PreparedStatement insert(String cql) {
        return session.prepare(SimpleStatement.newInstance(cql).setIdempotent(true));
    }

    BoundStatement insert(SettlementItem item) {
        return insertItem.bind(
                item.merchant().value(),
                item.date(),
                item.gross().currency().code(),
                item.itemId(),
                item.kind().wire(),
                item.payment().value(),
                item.feeEvent(),
                item.gross().minorUnits(),
                item.fee().minorUnits());
    }

    BoundStatement insert(SettlementClosed batch) {
        return insertBatch.bind(
                batch.merchantId().value(),
                batch.settlementDate(),
                batch.net().currency().code(),
                batch.batchId(),
                batch.items(),
                batch.gross().minorUnits(),
                batch.refunds().minorUnits(),
                batch.fees().minorUnits(),
                batch.net().minorUnits(),
                batch.payableOn(),
                batch.hash(),
                batch.at());
    }

    BoundStatement insert(MerchantPosting posting) {
        return insertPosting.bind(
                posting.payment().value(),
                posting.sourceEvent(),
                posting.rule(),
                posting.postingId(),
                posting.effect().currency().code(),
                posting.effect().minorUnits());
    }

    /** The closed batches of a merchant's day, by currency. */
    Map<Currency, SettlementClosed> closed(MerchantId merchant, LocalDate date) {
        var found = new HashMap<Currency, SettlementClosed>();
        for (Row row : session.execute(batches.bind(merchant.value(), date))) {
            found.put(Currency.of(text(row, "currency")), batch(row));
        }
        return found;
    }

    /** The items of a merchant's day by currency and id, after a place. */
    List<SettlementItem> items(DayPlace after, int limit) {
        var read = items.bind(after.merchant.value(), after.date, after.currency, after.id, limit);
        var found = new ArrayList<SettlementItem>();
        session.execute(read).forEach(row -> found.add(item(row)));
        return found;
    }

    /**
     * A place among the lines of a merchant's day: items come first, then postings without one.
     *
     * @param id of the item, or of the event that was posted
     * @param rule of the posting; empty among the items
     */
    record DayPlace(MerchantId merchant, LocalDate date, String currency, String id, String rule) {

        static DayPlace start(MerchantId merchant, LocalDate date) {
            return new DayPlace(merchant, date, "", "", "");
        }

        /** Before the first posting without an item. */
        DayPlace afterItems() {
            return new DayPlace(merchant, date, "", "", "-");
        }

        boolean isAmongItems() {
            return rule.isEmpty();
        }

        DayPlace after(SettlementDay.Line line) {
            var item = line.item();
            return new DayPlace(
                    merchant,
                    date,
                    item.gross().currency().code(),
                    item.itemId(),
                    item.isSettled() ? "" : item.kind().rule());
        }
    }

    /** The items with the postings that book them. */
    List<SettlementDay.Line> lines(List<SettlementItem> items) {
        var lines = new ArrayList<SettlementDay.Line>(items.size());
        for (int from = 0; from < items.size(); from += IN_FLIGHT) {
            var some = items.subList(from, Math.min(from + IN_FLIGHT, items.size()));
            var asked =
                    some.stream()
                            .map(item ->
                                    session.executeAsync(postings.bind(item.payment().value())))
                            .toList();
            for (int i = 0; i < some.size(); i++) {
                var found = new ArrayList<MerchantPosting>();
                for (Row row : asked.get(i).toCompletableFuture().join().currentPage()) {
                    found.add(posting(row));
                }
                lines.add(SettlementDay.Line.of(some.get(i), found));
            }
        }
        return lines;
    }

    private SettlementClosed batch(Row row) {
        var currency = Currency.of(text(row, "currency"));
        return new SettlementClosed(
                text(row, "batch_id"),
                new MerchantId(text(row, "merchant_id")),
                mode,
                present(row.getLocalDate("settlement_date")),
                row.getInt("items"),
                new Money(row.getLong("gross"), currency),
                new Money(row.getLong("refunds"), currency),
                new Money(row.getLong("fees"), currency),
                new Money(row.getLong("net"), currency),
                present(row.getLocalDate("payable_on")),
                text(row, "hash"),
                present(row.getInstant("closed_at")));
    }

    private static SettlementItem item(Row row) {
        var currency = Currency.of(text(row, "currency"));
        return new SettlementItem(
                new MerchantId(text(row, "merchant_id")),
                present(row.getLocalDate("settlement_date")),
                text(row, "item_id"),
                SettlementItem.Kind.ofWire(text(row, "kind")),
                new PaymentId(text(row, "payment_id")),
                text(row, "fee_event"),
                new Money(row.getLong("gross"), currency),
                new Money(row.getLong("fee"), currency));
    }

    static MerchantPosting posting(Row row) {
        return new MerchantPosting(
                new PaymentId(text(row, "payment_id")),
                text(row, "source_event"),
                text(row, "rule"),
                present(row.getUuid("posting_id")),
                Money.of(row.getLong("effect"), text(row, "currency")));
    }

    private static String text(Row row, String column) {
        return present(row.getString(column));
    }

    private static <T> T present(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
