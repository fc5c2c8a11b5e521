package io.tollbridge.settlement.batch;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Batches and their items. Whatever decides is conditional and read back at LOCAL_SERIAL. */
@Component
class CassandraBatchStore {

    private static final Logger log = LoggerFactory.getLogger(CassandraBatchStore.class);
    private static final String KEY =
            " WHERE merchant_id = ? AND mode = ? AND currency = ? AND settlement_date = ?";

    private final CqlSession session;
    private final PreparedStatement touch;
    private final PreparedStatement insert;
    private final PreparedStatement shut;
    private final PreparedStatement seal;
    private final PreparedStatement matured;
    private final PreparedStatement header;
    private final PreparedStatement items;
    private final PreparedStatement itemsAfter;
    private final PreparedStatement itemsById;

    CassandraBatchStore(CqlSession session) {
        this.session = session;
        touch =
                session.prepare(
                        "UPDATE settlement_batch SET opened = true" + KEY + " IF status = null");
        insert =
                session.prepare(
                        """
                        INSERT INTO settlement_batch (merchant_id, mode, currency, settlement_date,
                          item_id, kind, amount, fee, payment_id, attempt_id, fee_plan, event_at,
                          original_date)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS\
                        """);
        shut =
                session.prepare(
                        "UPDATE settlement_batch SET status = 'closing'"
                                + KEY
                                + " IF status = null");
        seal =
                session.prepare(
                        """
                        UPDATE settlement_batch SET status = 'closed', n = ?, gross = ?,
                          refunds = ?, fees = ?, sealed_hash = ?, closed_at = ?, payable_on = ?\
                        """
                                + KEY
                                + " IF status = 'closing'");
        matured = session.prepare("UPDATE settlement_batch SET matured_at = ?" + KEY);
        header =
                session.prepare(
                        "SELECT DISTINCT status, n, gross, refunds, fees, sealed_hash, closed_at,"
                                + " payable_on, matured_at FROM settlement_batch"
                                + KEY);
        String columns =
                "SELECT item_id, kind, amount, fee, payment_id, attempt_id, fee_plan, event_at,"
                        + " original_date FROM settlement_batch";
        items = session.prepare(columns + KEY);
        itemsAfter = session.prepare(columns + KEY + " AND item_id > ? LIMIT ?");
        itemsById = session.prepare(columns + KEY + " AND item_id IN ?");
    }

    /**
     * What became of items offered to a batch.
     *
     * @param in those that are in it, as they were first stored
     * @param left those that are not
     * @param closed whether those never will be
     */
    record Offered(List<Item> in, List<Item> left, boolean closed) {}

    /** Puts items into a batch if it is open, all or none, each once. */
    Offered offer(BatchKey key, List<Item> offered) {
        if (insertIfOpen(key, offered)) {
            return new Offered(offered, List.of(), false);
        }
        // In this order: what is absent after the batch was seen closed is absent for ever.
        boolean closed = !(load(key) instanceof Batch.Open);
        var ids = offered.stream().map(Item::id).toList();
        var in = find(key, ids);
        var found = in.stream().map(Item::id).toList();
        var left = offered.stream().filter(item -> !found.contains(item.id())).toList();
        return new Offered(in, left, closed);
    }

    private boolean insertIfOpen(BatchKey key, List<Item> offered) {
        var batch =
                BatchStatement.builder(BatchType.UNLOGGED)
                        .setExecutionProfileName("lwt")
                        .addStatement(bind(touch, key));
        offered.forEach(item -> batch.addStatement(insertOf(key, item)));
        try {
            return session.execute(batch.build()).wasApplied();
        } catch (DriverException e) {
            // Applied or not, the items tell; so this is as good as a refusal.
            log.atWarn().addKeyValue("batch.id", key.id()).setCause(e).log("batch.offer_unclear");
            return false;
        }
    }

    private BoundStatement insertOf(BatchKey key, Item item) {
        return bind(
                insert,
                key,
                item.id(),
                item.kind().name(),
                item.gross().minorUnits(),
                item.fee().minorUnits(),
                item.payment().value(),
                item.attempt().value(),
                item.feePlan(),
                item.at(),
                item.originalDate());
    }

    /** Lets no item in any more. */
    void shut(BatchKey key) {
        session.execute(bind(shut, key).setExecutionProfileName("lwt"));
    }

    /** Seals a shut batch; a sealed one stays as it is. */
    void seal(BatchKey key, Seal totals, Instant closedAt, LocalDate payableOn) {
        session.execute(
                seal.bind(
                                totals.items(),
                                totals.gross().minorUnits(),
                                totals.refunds().minorUnits(),
                                totals.fees().minorUnits(),
                                totals.hash(),
                                closedAt,
                                payableOn,
                                key.merchant().value(),
                                key.mode().wire(),
                                key.currency().code(),
                                key.date())
                        .setExecutionProfileName("lwt"));
    }

    void matured(BatchKey key, Instant at) {
        session.execute(
                matured.bind(
                        at,
                        key.merchant().value(),
                        key.mode().wire(),
                        key.currency().code(),
                        key.date()));
    }

    /** The batch itself; an unknown one is open. */
    Batch load(BatchKey key) {
        Row row = session.execute(serial(bind(header, key))).one();
        String status = row == null ? null : row.getString("status");
        if (row == null || status == null) {
            return new Batch.Open();
        }
        return status.equals("closing") ? new Batch.Shut() : sealed(key.currency(), row);
    }

    private static Batch.Sealed sealed(Currency currency, Row row) {
        var totals =
                new Seal(
                        row.getInt("n"),
                        new Money(row.getLong("gross"), currency),
                        new Money(row.getLong("refunds"), currency),
                        new Money(row.getLong("fees"), currency),
                        Objects.requireNonNull(row.getString("sealed_hash")));
        return new Batch.Sealed(
                totals,
                Objects.requireNonNull(row.getLocalDate("payable_on")),
                Objects.requireNonNull(row.getInstant("closed_at")),
                row.getInstant("matured_at"));
    }

    /** All items of a shut batch, by id; read page by page while it is walked. */
    Iterable<Item> items(BatchKey key) {
        var rows = session.execute(serial(bind(items, key)));
        return () ->
                StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> item(key.currency(), row))
                        .filter(Objects::nonNull)
                        .map(Item.class::cast)
                        .iterator();
    }

    /** A page of items after an id. */
    List<Item> itemsAfter(BatchKey key, String itemId, int limit) {
        return session.execute(bind(itemsAfter, key, itemId, limit)).all().stream()
                .map(row -> item(key.currency(), row))
                .filter(Objects::nonNull)
                .toList();
    }

    private List<Item> find(BatchKey key, List<String> ids) {
        var found = new ArrayList<Item>();
        for (Row row : session.execute(serial(bind(itemsById, key, ids)))) {
            var item = item(key.currency(), row);
            if (item != null) {
                found.add(item);
            }
        }
        return found;
    }

    /** Null for the row that a partition with statics only answers with. */
    private static @Nullable Item item(Currency currency, Row row) {
        String id = row.getString("item_id");
        if (id == null) {
            return null;
        }
        return new Item(
                id,
                Item.Kind.valueOf(text(row, "kind")),
                new PaymentId(text(row, "payment_id")),
                new AttemptId(text(row, "attempt_id")),
                new Money(row.getLong("amount"), currency),
                new Money(row.getLong("fee"), currency),
                text(row, "fee_plan"),
                Objects.requireNonNull(row.getLocalDate("original_date")),
                Objects.requireNonNull(row.getInstant("event_at")));
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }

    private static BoundStatement bind(PreparedStatement statement, BatchKey key, Object... more) {
        var values = new Object[4 + more.length];
        values[0] = key.merchant().value();
        values[1] = key.mode().wire();
        values[2] = key.currency().code();
        values[3] = key.date();
        System.arraycopy(more, 0, values, 4, more.length);
        return statement.bind(values);
    }

    private static <S extends Statement<S>> S serial(S statement) {
        return statement.setConsistencyLevel(DefaultConsistencyLevel.LOCAL_SERIAL);
    }
}
