package io.tollbridge.coreengine.deadline;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.tollbridge.kernel.PaymentId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The notes of holds' deadlines, in partitions of an hour. */
public final class CassandraHoldDeadlines {

    private static final String SWEEPER = "holds";

    private final CqlSession session;
    private final PreparedStatement note;
    private final PreparedStatement due;
    private final PreparedStatement forget;
    private final PreparedStatement readSwept;
    private final PreparedStatement writeSwept;

    /** That a hold has to be looked at; {@code at} is in milliseconds. */
    public record Deadline(Instant at, PaymentId payment) {

        public Deadline {
            at = at.truncatedTo(ChronoUnit.MILLIS);
        }

        Instant hour() {
            return at.truncatedTo(ChronoUnit.HOURS);
        }
    }

    public CassandraHoldDeadlines(CqlSession session) {
        this.session = session;
        note = session.prepare("INSERT INTO hold_due (hour, at, payment_id) VALUES (?, ?, ?)");
        due =
                session.prepare(
                        "SELECT at, payment_id FROM hold_due WHERE hour = ? AND at <= ? LIMIT ?");
        forget =
                session.prepare(
                        "DELETE FROM hold_due WHERE hour = ? AND at = ? AND payment_id = ?");
        readSwept = session.prepare("SELECT hour FROM hold_swept WHERE name = ?");
        writeSwept = session.prepare("INSERT INTO hold_swept (name, hour) VALUES (?, ?)");
    }

    /** Notes a deadline; throws when the note may be missing. */
    public void note(Deadline deadline) {
        String id = deadline.payment().value();
        session.execute(note.bind(deadline.hour(), deadline.at(), id).setIdempotent(true));
    }

    List<Deadline> due(Instant hour, Instant now, int limit) {
        return session.execute(due.bind(hour, now, limit).setIdempotent(true)).all().stream()
                .map(CassandraHoldDeadlines::deadline)
                .toList();
    }

    void forget(Deadline deadline) {
        String id = deadline.payment().value();
        session.execute(forget.bind(deadline.hour(), deadline.at(), id).setIdempotent(true));
    }

    /** The first hour with notes that nobody has dealt with. */
    Optional<Instant> sweptUntil() {
        return Optional.ofNullable(
                        session.execute(readSwept.bind(SWEEPER).setIdempotent(true)).one())
                .map(row -> Objects.requireNonNull(row.getInstant("hour")));
    }

    void sweptUntil(Instant hour) {
        session.execute(writeSwept.bind(SWEEPER, hour).setIdempotent(true));
    }

    private static Deadline deadline(Row row) {
        return new Deadline(
                Objects.requireNonNull(row.getInstant("at")),
                new PaymentId(Objects.requireNonNull(row.getString("payment_id"))));
    }
}
