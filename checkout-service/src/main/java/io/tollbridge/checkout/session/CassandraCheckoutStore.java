package io.tollbridge.checkout.session;

import static io.tollbridge.starter.cassandra.CassandraDefaultsAutoConfiguration.LWT;
import static io.tollbridge.starter.cassandra.CassandraDefaultsAutoConfiguration.SERIAL_READ;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.servererrors.WriteTimeoutException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

@Component
final class CassandraCheckoutStore implements CheckoutStore {

    private static final String SWEEPER = "sweeper";

    private final CqlSession session;
    private final CassandraCheckoutRows rows;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final PreparedStatement advance;
    private final PreparedStatement announce;
    private final PreparedStatement appoint;
    private final PreparedStatement due;
    private final PreparedStatement keep;
    private final PreparedStatement readSwept;
    private final PreparedStatement writeSwept;

    CassandraCheckoutStore(CqlSession session, JsonMapper json) {
        this.session = session;
        this.rows = new CassandraCheckoutRows(json);
        this.insert =
                session.prepare(
                        """
                        INSERT INTO checkout_session (session_id, version, merchant_id,
                          merchant_name, mode, amount, currency, lines, success_url, cancel_url,
                          locale, merchant_reference, created_at, expires_at, state, tries)
                        VALUES (:session_id, :version, :merchant_id, :merchant_name, :mode,
                          :amount, :currency, :lines, :success_url, :cancel_url, :locale,
                          :merchant_reference, :created_at, :expires_at, :state, :tries)
                        IF NOT EXISTS\
                        """);
        this.select = session.prepare("SELECT * FROM checkout_session WHERE session_id = ?");
        this.advance =
                session.prepare(
                        """
                        UPDATE checkout_session SET version = :next, state = :state,
                          tries = :tries, payment_id = :payment_id, refusal = :refusal,
                          card_token = :card_token, shopper_ip = :shopper_ip, tried_at = :tried_at,
                          answered = :answered, paid = :paid, ended_at = :ended_at
                        WHERE session_id = :session_id IF version = :expected\
                        """);
        this.announce =
                session.prepare(
                        "UPDATE checkout_session SET announced = true WHERE session_id = ?");
        this.appoint =
                session.prepare(
                        "INSERT INTO appointment (hour, due_at, session_id) VALUES (?, ?, ?)");
        this.due =
                session.prepare(
                        "SELECT due_at, session_id FROM appointment"
                                + " WHERE hour = ? AND due_at <= ? LIMIT ?");
        this.keep =
                session.prepare(
                        "DELETE FROM appointment WHERE hour = ? AND due_at = ? AND session_id = ?");
        this.readSwept = session.prepare("SELECT hour FROM swept WHERE name = ?");
        this.writeSwept = session.prepare("INSERT INTO swept (name, hour) VALUES (?, ?)");
    }

    @Override
    public CheckoutSession insert(CheckoutSession added) {
        var statement = rows.bindNew(insert.bind(), added).setExecutionProfileName(LWT);
        var result = session.execute(statement);
        return result.wasApplied() ? added : findNewest(added.id()).orElseThrow();
    }

    @Override
    public Optional<CheckoutSession> find(String id) {
        return one(select.bind(id).setIdempotent(true));
    }

    @Override
    public Optional<CheckoutSession> findNewest(String id) {
        return one(select.bind(id).setIdempotent(true).setExecutionProfileName(SERIAL_READ));
    }

    private Optional<CheckoutSession> one(BoundStatement statement) {
        return Optional.ofNullable(session.execute(statement).one()).map(rows::read);
    }

    @Override
    public Advance advance(CheckoutSession from, CheckoutState next) {
        var statement =
                rows.bindState(advance.bind(), next)
                        .setString("session_id", from.id())
                        .setInt("expected", from.version())
                        .setInt("next", from.version() + 1)
                        .setExecutionProfileName(LWT);
        try {
            return session.execute(statement).wasApplied()
                    ? new Advance.Applied(from.with(next))
                    : new Advance.Overtaken();
        } catch (DriverTimeoutException | WriteTimeoutException _) {
            return new Advance.Unclear();
        }
    }

    @Override
    public void markAnnounced(String id) {
        session.execute(announce.bind(id).setIdempotent(true));
    }

    @Override
    public void appoint(Appointment appointment) {
        Instant at = appointment.dueAt().truncatedTo(ChronoUnit.MILLIS);
        session.execute(appoint.bind(hourOf(at), at, appointment.sessionId()).setIdempotent(true));
    }

    @Override
    public List<Appointment> due(Instant hour, Instant now, int limit) {
        return session.execute(due.bind(hour, now, limit).setIdempotent(true)).all().stream()
                .map(CassandraCheckoutStore::appointment)
                .toList();
    }

    private static Appointment appointment(Row row) {
        return new Appointment(
                CassandraCheckoutRows.need(row.getInstant("due_at")),
                CassandraCheckoutRows.need(row.getString("session_id")));
    }

    @Override
    public void keep(Appointment appointment) {
        Instant at = appointment.dueAt().truncatedTo(ChronoUnit.MILLIS);
        session.execute(keep.bind(hourOf(at), at, appointment.sessionId()).setIdempotent(true));
    }

    @Override
    public Optional<Instant> sweptUntil() {
        return Optional.ofNullable(session.execute(readSwept.bind(SWEEPER)).one())
                .map(row -> CassandraCheckoutRows.need(row.getInstant("hour")));
    }

    @Override
    public void sweptUntil(Instant hour) {
        session.execute(writeSwept.bind(SWEEPER, hour).setIdempotent(true));
    }

    private static Instant hourOf(Instant at) {
        return at.truncatedTo(ChronoUnit.HOURS);
    }
}
