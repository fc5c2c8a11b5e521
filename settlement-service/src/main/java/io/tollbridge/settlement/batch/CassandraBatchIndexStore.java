package io.tollbridge.settlement.batch;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which batches there are: for the sweeper and for lists. Decides nothing, so plain writes do. */
@Component
class CassandraBatchIndexStore {

    static final int SLOTS = 2;
    private static final int REMEMBERED = 10_000;

    private final CqlSession session;
    private final PreparedStatement addDue;
    private final PreparedStatement addToMerchant;
    private final PreparedStatement due;
    private final PreparedStatement stage;
    private final PreparedStatement done;
    private final PreparedStatement page;
    private final PreparedStatement markClosed;
    private final PreparedStatement recent;
    private final Set<BatchKey> registered = ConcurrentHashMap.newKeySet();

    CassandraBatchIndexStore(CqlSession session) {
        this.session = session;
        addDue =
                session.prepare(
                        """
                        INSERT INTO batch_due (slot, settlement_date, merchant_id, mode, currency)
                        VALUES (?, ?, ?, ?, ?)\
                        """);
        addToMerchant =
                session.prepare(
                        """
                        INSERT INTO batch_by_merchant (merchant_id, mode, settlement_date, currency)
                        VALUES (?, ?, ?, ?)\
                        """);
        due = session.prepare("SELECT * FROM batch_due WHERE slot = ?");
        stage =
                session.prepare(
                        """
                        UPDATE batch_due SET stage = 'closed', payable_on = ?
                        WHERE slot = ? AND settlement_date = ? AND merchant_id = ? AND mode = ?
                          AND currency = ?\
                        """);
        done =
                session.prepare(
                        """
                        DELETE FROM batch_due WHERE slot = ? AND settlement_date = ?
                          AND merchant_id = ? AND mode = ? AND currency = ?\
                        """);
        markClosed =
                session.prepare(
                        """
                        UPDATE batch_by_merchant SET closed = true
                        WHERE merchant_id = ? AND mode = ? AND settlement_date = ?
                          AND currency = ?\
                        """);
        recent =
                session.prepare(
                        """
                        SELECT settlement_date, currency, closed FROM batch_by_merchant
                        WHERE merchant_id = ? AND mode = ? LIMIT 200\
                        """);
        page =
                session.prepare(
                        """
                        SELECT settlement_date, currency FROM batch_by_merchant
                        WHERE merchant_id = ? AND mode = ? AND settlement_date <= ? LIMIT ?\
                        """);
    }

    /**
     * A batch that is not done with. {@code payableOn} is null until it is closed and announced.
     */
    record Due(BatchKey key, @Nullable LocalDate payableOn) {}

    /** Makes a batch known before it gets its first item. */
    void register(BatchKey key) {
        if (registered.contains(key)) {
            return;
        }
        session.execute(
                addDue.bind(
                        slot(key),
                        key.date(),
                        key.merchant().value(),
                        key.mode().wire(),
                        key.currency().code()));
        session.execute(
                addToMerchant.bind(
                        key.merchant().value(),
                        key.mode().wire(),
                        key.date(),
                        key.currency().code()));
        if (registered.size() >= REMEMBERED) {
            registered.clear();
        }
        registered.add(key);
    }

    List<Due> due(int slot) {
        var found = new ArrayList<Due>();
        for (Row row : session.execute(due.bind((byte) slot))) {
            var key =
                    new BatchKey(
                            new MerchantId(Objects.requireNonNull(row.getString("merchant_id"))),
                            Mode.ofWire(Objects.requireNonNull(row.getString("mode"))),
                            Currency.of(Objects.requireNonNull(row.getString("currency"))),
                            Objects.requireNonNull(row.getLocalDate("settlement_date")));
            boolean closed = row.getString("stage") != null;
            found.add(new Due(key, closed ? row.getLocalDate("payable_on") : null));
        }
        return found;
    }

    /** Closed and announced: from here on it waits for its pay day. */
    void closed(BatchKey key, LocalDate payableOn) {
        session.execute(
                markClosed.bind(
                        key.merchant().value(),
                        key.mode().wire(),
                        key.date(),
                        key.currency().code()));
        session.execute(
                stage.bind(
                        payableOn,
                        slot(key),
                        key.date(),
                        key.merchant().value(),
                        key.mode().wire(),
                        key.currency().code()));
    }

    /** A merchant's batches that were not closed when last announced. */
    List<BatchKey> open(MerchantId merchant, Mode mode) {
        return session.execute(recent.bind(merchant.value(), mode.wire())).all().stream()
                .filter(row -> !row.getBoolean("closed"))
                .map(row -> key(merchant, mode, row))
                .toList();
    }

    private static BatchKey key(MerchantId merchant, Mode mode, Row row) {
        return new BatchKey(
                merchant,
                mode,
                Currency.of(Objects.requireNonNull(row.getString("currency"))),
                Objects.requireNonNull(row.getLocalDate("settlement_date")));
    }

    /** Nothing is left to do for it. */
    void done(BatchKey key) {
        session.execute(
                done.bind(
                        slot(key),
                        key.date(),
                        key.merchant().value(),
                        key.mode().wire(),
                        key.currency().code()));
    }

    /** A merchant's batches from a date backwards, newest first. */
    List<BatchKey> ofMerchant(MerchantId merchant, Mode mode, LocalDate from, int limit) {
        return session.execute(page.bind(merchant.value(), mode.wire(), from, limit)).all().stream()
                .map(row -> key(merchant, mode, row))
                .toList();
    }

    private static byte slot(BatchKey key) {
        return (byte) Math.floorMod(key.merchant().value().hashCode(), SLOTS);
    }
}
