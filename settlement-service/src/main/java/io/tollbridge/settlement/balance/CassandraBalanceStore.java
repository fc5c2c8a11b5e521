package io.tollbridge.settlement.balance;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Balances with their movements and payouts: one partition, one conditional write per change. */
@Component
class CassandraBalanceStore {

    private static final Logger log = LoggerFactory.getLogger(CassandraBalanceStore.class);
    private static final String KEY = " WHERE merchant_id = ? AND mode = ? AND currency = ?";

    private final CqlSession session;
    private final PreparedStatement update;
    private final PreparedStatement addMovement;
    private final PreparedStatement putPayout;
    private final PreparedStatement balance;
    private final PreparedStatement movement;
    private final PreparedStatement payout;
    private final PreparedStatement addToMerchant;
    private final PreparedStatement currencies;

    CassandraBalanceStore(CqlSession session) {
        this.session = session;
        update =
                session.prepare(
                        """
                        UPDATE balance SET version = ?, available = ?, reserved = ?, pending = ?,
                          unpaid = ?, payouts = ?, refused = ?\
                        """
                                + KEY
                                + " IF version = ?");
        addMovement =
                session.prepare(
                        """
                        INSERT INTO balance (merchant_id, mode, currency, kind, k, reason, amount, at)
                        VALUES (?, ?, ?, 'movement', ?, ?, ?, ?) IF NOT EXISTS\
                        """);
        putPayout =
                session.prepare(
                        """
                        INSERT INTO balance (merchant_id, mode, currency, kind, k, amount, at, holder,
                          iban, batches, payout_version, state, reason, settled_on, bank_reference)
                        VALUES (?, ?, ?, 'payout', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                        """);
        balance =
                session.prepare(
                        "SELECT DISTINCT version, available, reserved, pending, unpaid, payouts,"
                                + " refused FROM balance"
                                + KEY);
        movement =
                session.prepare(
                        "SELECT at FROM balance" + KEY + " AND kind = 'movement' AND k = ?");
        payout = session.prepare("SELECT * FROM balance" + KEY + " AND kind = 'payout' AND k = ?");
        addToMerchant =
                session.prepare(
                        """
                        INSERT INTO balance_by_merchant (merchant_id, mode, currency)
                        VALUES (?, ?, ?)\
                        """);
        currencies =
                session.prepare(
                        """
                        SELECT currency FROM balance_by_merchant
                        WHERE merchant_id = ? AND mode = ?\
                        """);
    }

    Balance load(BalanceKey key) {
        Row row = session.execute(serial(bind(balance, key))).one();
        if (row == null || row.isNull("version")) {
            return Balance.empty(key);
        }
        return new Balance(
                row.getLong("version"),
                money(key, row, "available"),
                money(key, row, "reserved"),
                money(key, row, "pending"),
                texts(row, "unpaid"),
                row.getInt("payouts"),
                text(row, "refused"));
    }

    /** When a movement was made; empty when it was not. */
    Optional<Instant> movementAt(BalanceKey key, String id) {
        Row row = session.execute(serial(bind(movement, key, id))).one();
        return Optional.ofNullable(row).map(found -> found.getInstant("at"));
    }

    Optional<Payout> payout(BalanceKey key, String id) {
        Row row = session.execute(serial(bind(payout, key, id))).one();
        return Optional.ofNullable(row).map(found -> payout(key, found));
    }

    /**
     * Moves a balance on, with the movement that says why and the payout it is about, if any. False
     * when someone was faster or nobody knows: look for the movement, and decide again.
     */
    boolean apply(
            BalanceKey key,
            Balance before,
            Balance after,
            Movement made,
            @Nullable Payout changed) {
        var batch =
                BatchStatement.builder(BatchType.UNLOGGED)
                        .setExecutionProfileName("lwt")
                        .addStatement(updateOf(key, before, after))
                        .addStatement(
                                bind(
                                        addMovement,
                                        key,
                                        made.id(),
                                        made.reason(),
                                        made.amount().minorUnits(),
                                        made.at()));
        if (changed != null) {
            batch.addStatement(putOf(key, changed));
        }
        try {
            return session.execute(batch.build()).wasApplied();
        } catch (DriverException e) {
            log.atWarn()
                    .addKeyValue("movement.id", made.id())
                    .setCause(e)
                    .log("balance.write_unclear");
            return false;
        }
    }

    private BoundStatement updateOf(BalanceKey key, Balance before, Balance after) {
        var bound =
                update.bind(
                        after.version(),
                        after.available().minorUnits(),
                        after.reserved().minorUnits(),
                        after.pending().minorUnits(),
                        after.unpaid(),
                        after.payouts(),
                        after.refused(),
                        key.merchant().value(),
                        key.mode().wire(),
                        key.currency().code());
        int condition = 10;
        return before.version() == 0
                ? bound.setToNull(condition)
                : bound.setLong(condition, before.version());
    }

    private BoundStatement putOf(BalanceKey key, Payout payout) {
        var bound =
                bind(
                        putPayout,
                        key,
                        payout.id(),
                        payout.amount().minorUnits(),
                        payout.created(),
                        payout.holder(),
                        payout.iban(),
                        payout.batches(),
                        payout.version(),
                        payout.state().wire(),
                        null,
                        null,
                        null);
        return switch (payout.state()) {
            case PayoutState.Pending _, PayoutState.InTransit _ -> bound;
            case PayoutState.Paid(var on, var reference) ->
                    bound.setLocalDate("settled_on", on).setString("bank_reference", reference);
            case PayoutState.Failed(var reason) -> bound.setString("reason", reason);
        };
    }

    private static Payout payout(BalanceKey key, Row row) {
        return new Payout(
                text(row, "k"),
                key,
                money(key, row, "amount"),
                text(row, "holder"),
                text(row, "iban"),
                texts(row, "batches"),
                Objects.requireNonNull(row.getInstant("at")),
                row.getLong("payout_version"),
                state(row));
    }

    private static PayoutState state(Row row) {
        String wire = text(row, "state");
        return switch (wire) {
            case "pending" -> new PayoutState.Pending();
            case "in_transit" -> new PayoutState.InTransit();
            case "paid" ->
                    new PayoutState.Paid(
                            Objects.requireNonNull(row.getLocalDate("settled_on")),
                            text(row, "bank_reference"));
            case "failed" -> new PayoutState.Failed(text(row, "reason"));
            default -> throw new IllegalStateException("payout state: " + wire);
        };
    }

    /** Makes a balance known before it holds anything. */
    void register(BalanceKey key) {
        session.execute(bind(addToMerchant, key));
    }

    List<Currency> currencies(MerchantId merchant, Mode mode) {
        return session.execute(currencies.bind(merchant.value(), mode.wire())).all().stream()
                .map(row -> Currency.of(text(row, "currency")))
                .toList();
    }

    private static Money money(BalanceKey key, Row row, String column) {
        return new Money(row.getLong(column), key.currency());
    }

    private static List<String> texts(Row row, String column) {
        return Objects.requireNonNullElse(row.getList(column, String.class), List.of());
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }

    private static BoundStatement bind(
            PreparedStatement statement, BalanceKey key, @Nullable Object... more) {
        var values = new @Nullable Object[3 + more.length];
        values[0] = key.merchant().value();
        values[1] = key.mode().wire();
        values[2] = key.currency().code();
        System.arraycopy(more, 0, values, 3, more.length);
        return statement.bind(values);
    }

    private static BoundStatement serial(BoundStatement statement) {
        return statement.setExecutionProfileName("serial-read");
    }
}
