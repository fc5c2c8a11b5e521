package io.tollbridge.finance.report;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.tollbridge.finance.report.CassandraSettlementStore.DayPlace;
import io.tollbridge.finance.report.SettlementItem.Kind;
import io.tollbridge.kernel.MerchantId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Repository;

/** Postings by accounting day, and the items of payments: which posting has no item. */
@Repository
class CassandraUnsettledStore {

    private static final int PAGE = 256;

    private final CqlSession session;
    private final PreparedStatement insertPosting;
    private final PreparedStatement insertItem;
    private final PreparedStatement postings;
    private final PreparedStatement items;

    CassandraUnsettledStore(CqlSession session) {
        this.session = session;
        insertPosting =
                insert(
                        """
                        INSERT INTO posting_of_day (merchant_id, day, currency, source_event, rule,
                          payment_id, posting_id, effect)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)\
                        """);
        insertItem =
                insert(
                        """
                        INSERT INTO item_of_payment (payment_id, item_id, fee_event,
                          settlement_date)
                        VALUES (?, ?, ?, ?)\
                        """);
        postings =
                session.prepare(
                        """
                        SELECT currency, source_event, rule, payment_id, posting_id, effect
                        FROM posting_of_day WHERE merchant_id = ? AND day = ?
                        AND (currency, source_event, rule) > (?, ?, ?) LIMIT ?\
                        """);
        items =
                session.prepare(
                        "SELECT item_id, fee_event FROM item_of_payment WHERE payment_id = ?");
    }

    private PreparedStatement insert(String cql) {
        return session.prepare(SimpleStatement.newInstance(cql).setIdempotent(true));
    }

    BoundStatement insert(MerchantId merchant, LocalDate day, MerchantPosting posting) {
        return insertPosting.bind(
                merchant.value(),
                day,
                posting.effect().currency().code(),
                posting.sourceEvent(),
                posting.rule(),
                posting.payment().value(),
                posting.postingId(),
                posting.effect().minorUnits());
    }

    BoundStatement insert(SettlementItem item) {
        return insertItem.bind(item.payment().value(), item.itemId(), item.feeEvent(), item.date());
    }

    /** The postings of a merchant's accounting day that no item stands for, after a place. */
    List<SettlementDay.Line> lines(DayPlace after, int limit) {
        var found = new ArrayList<SettlementDay.Line>();
        var page = page(after);
        found.addAll(withoutItem(page));
        while (page.size() == PAGE && found.size() < limit) {
            page = page(after.after(page.getLast()));
            found.addAll(withoutItem(page));
        }
        return found.subList(0, Math.min(limit, found.size()));
    }

    private List<SettlementDay.Line> page(DayPlace after) {
        var read =
                postings.bind(
                        after.merchant().value(),
                        after.date(),
                        after.currency(),
                        after.id(),
                        after.rule(),
                        PAGE);
        return session.execute(read).all().stream()
                .map(CassandraSettlementStore::posting)
                .map(posting ->
                        SettlementDay.Line.withoutItem(after.merchant(), after.date(), posting))
                .toList();
    }

    private List<SettlementDay.Line> withoutItem(List<SettlementDay.Line> page) {
        var asked =
                page.stream()
                        .map(line -> items.bind(line.item().payment().value()))
                        .map(session::executeAsync)
                        .toList();
        var found = new ArrayList<SettlementDay.Line>();
        for (int i = 0; i < page.size(); i++) {
            var line = page.get(i);
            String event = line.item().kind() == Kind.FEE ? "fee_event" : "item_id";
            boolean settled = false;
            for (Row row : asked.get(i).toCompletableFuture().join().currentPage()) {
                settled |= line.item().itemId().equals(row.getString(event));
            }
            if (!settled) {
                found.add(line);
            }
        }
        return found;
    }
}
