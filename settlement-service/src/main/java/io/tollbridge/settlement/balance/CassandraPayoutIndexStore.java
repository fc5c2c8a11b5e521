package io.tollbridge.settlement.balance;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which payouts there are and which need work. Decides nothing, so plain writes do. */
@Component
class CassandraPayoutIndexStore {

    static final int SLOTS = 2;

    private final CqlSession session;
    private final PreparedStatement addRef;
    private final PreparedStatement ref;
    private final PreparedStatement addDue;
    private final PreparedStatement due;
    private final PreparedStatement later;
    private final PreparedStatement done;
    private final PreparedStatement notMade;
    private final PreparedStatement addWaiting;
    private final PreparedStatement waiting;
    private final PreparedStatement notWaiting;
    private final PreparedStatement list;
    private final PreparedStatement page;

    CassandraPayoutIndexStore(CqlSession session) {
        this.session = session;
        addRef =
                session.prepare(
                        """
                        INSERT INTO payout_ref (payout_id, merchant_id, mode, currency)
                        VALUES (?, ?, ?, ?)\
                        """);
        ref = session.prepare("SELECT * FROM payout_ref WHERE payout_id = ?");
        addDue =
                session.prepare(
                        """
                        INSERT INTO payout_due (slot, payout_id, balance_version)
                        VALUES (?, ?, ?) USING TIMESTAMP ?\
                        """);
        notMade =
                session.prepare(
                        """
                        DELETE FROM payout_due USING TIMESTAMP ?
                        WHERE slot = ? AND payout_id = ?\
                        """);
        due = session.prepare("SELECT * FROM payout_due WHERE slot = ?");
        later =
                session.prepare(
                        """
                        UPDATE payout_due SET tries = ?, next_at = ?
                        WHERE slot = ? AND payout_id = ?\
                        """);
        done = session.prepare("DELETE FROM payout_due WHERE slot = ? AND payout_id = ?");
        addWaiting =
                session.prepare(
                        """
                        INSERT INTO balance_waiting (slot, merchant_id, mode, currency, cause)
                        VALUES (?, ?, ?, ?, ?)\
                        """);
        waiting = session.prepare("SELECT * FROM balance_waiting WHERE slot = ?");
        notWaiting =
                session.prepare(
                        """
                        DELETE FROM balance_waiting
                        WHERE slot = ? AND merchant_id = ? AND mode = ? AND currency = ?
                          AND cause = ?\
                        """);
        list =
                session.prepare(
                        """
                        INSERT INTO payout_by_merchant (merchant_id, mode, created, payout_id)
                        VALUES (?, ?, ?, ?)\
                        """);
        page =
                session.prepare(
                        """
                        SELECT created, payout_id FROM payout_by_merchant
                        WHERE merchant_id = ? AND mode = ? AND (created, payout_id) < (?, ?)
                        LIMIT ?\
                        """);
    }

    /**
     * A payout that is neither paid nor failed, as far as is known here.
     *
     * @param balanceVersion the version of the balance it was decided on
     */
    record Due(String payoutId, long balanceVersion, int tries, @Nullable Instant nextAt) {}

    /** A balance with money to pay out; {@code cause} is what put it there. */
    record Waiting(BalanceKey key, String cause) {}

    /** A payout's place in a merchant's list. */
    record Listed(String payoutId, Instant created) {}

    /**
     * Makes a payout known before it is there. The same payout may be decided again on a later
     * version of the balance, by another instance: the version is the write's timestamp, so that
     * {@link #notMade} takes away this decision and never that one.
     */
    void announceDecision(String payoutId, BalanceKey key, long balanceVersion) {
        session.execute(
                addRef.bind(
                        payoutId,
                        key.merchant().value(),
                        key.mode().wire(),
                        key.currency().code()));
        session.execute(addDue.bind(slot(payoutId), payoutId, balanceVersion, balanceVersion));
    }

    Optional<BalanceKey> balanceOf(String payoutId) {
        return Optional.ofNullable(session.execute(ref.bind(payoutId)).one())
                .map(CassandraPayoutIndexStore::key);
    }

    List<Due> due(int slot) {
        return session.execute(due.bind((byte) slot)).all().stream()
                .map(row ->
                        new Due(
                                text(row, "payout_id"),
                                row.getLong("balance_version"),
                                row.getInt("tries"),
                                row.getInstant("next_at")))
                .toList();
    }

    void later(String payoutId, int tries, Instant nextAt) {
        session.execute(later.bind(tries, nextAt, slot(payoutId), payoutId));
    }

    /** A decision, and any before it, did not become a payout and never will. */
    void notMade(Due decided) {
        String payoutId = decided.payoutId();
        session.execute(notMade.bind(decided.balanceVersion(), slot(payoutId), payoutId));
    }

    /** The payout is paid or failed: there will be no other one of its id. */
    void done(String payoutId) {
        session.execute(done.bind(slot(payoutId), payoutId));
    }

    void await(BalanceKey key, String cause) {
        session.execute(
                addWaiting.bind(
                        slot(key.merchant().value()),
                        key.merchant().value(),
                        key.mode().wire(),
                        key.currency().code(),
                        cause));
    }

    List<Waiting> waiting(int slot) {
        return session.execute(waiting.bind((byte) slot)).all().stream()
                .map(row -> new Waiting(key(row), text(row, "cause")))
                .toList();
    }

    void doNotAwait(Waiting waited) {
        var key = waited.key();
        session.execute(
                notWaiting.bind(
                        slot(key.merchant().value()),
                        key.merchant().value(),
                        key.mode().wire(),
                        key.currency().code(),
                        waited.cause()));
    }

    void list(Payout payout) {
        var key = payout.key();
        session.execute(
                list.bind(
                        key.merchant().value(), key.mode().wire(), payout.created(), payout.id()));
    }

    /** A merchant's payouts before a place, newest first. */
    List<Listed> ofMerchant(MerchantId merchant, Mode mode, Listed before, int limit) {
        return session
                .execute(
                        page.bind(
                                merchant.value(),
                                mode.wire(),
                                before.created(),
                                before.payoutId(),
                                limit))
                .all()
                .stream()
                .map(row ->
                        new Listed(
                                text(row, "payout_id"),
                                Objects.requireNonNull(row.getInstant("created"))))
                .toList();
    }

    private static BalanceKey key(Row row) {
        return new BalanceKey(
                new MerchantId(text(row, "merchant_id")),
                Mode.ofWire(text(row, "mode")),
                Currency.of(text(row, "currency")));
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }

    private static byte slot(String id) {
        return (byte) Math.floorMod(id.hashCode(), SLOTS);
    }
}
