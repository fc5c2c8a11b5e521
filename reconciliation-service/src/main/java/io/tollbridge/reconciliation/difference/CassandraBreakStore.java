package io.tollbridge.reconciliation.difference;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Breaks, and which of them are open. */
@Component
class CassandraBreakStore {

    static final int SLOTS = 4;

    private final CqlSession session;
    private final JsonMapper json;
    private final PreparedStatement insert;
    private final PreparedStatement resolve;
    private final PreparedStatement find;
    private final PreparedStatement addOpen;
    private final PreparedStatement open;
    private final PreparedStatement dropOpen;
    private final PreparedStatement addToYear;
    private final PreparedStatement year;
    private final PreparedStatement ofDay;

    CassandraBreakStore(CqlSession session, JsonMapper json) {
        this.session = session;
        this.json = json;
        insert =
                session.prepare(
                        """
                        INSERT INTO break (break_id, status, body) VALUES (?, 'open', ?)
                        IF NOT EXISTS\
                        """);
        resolve =
                session.prepare(
                        """
                        UPDATE break SET status = 'resolved', resolution = ?, resolved_at = ?
                        WHERE break_id = ? IF status = 'open'\
                        """);
        find = session.prepare("SELECT * FROM break WHERE break_id = ?");
        addOpen = session.prepare("INSERT INTO break_open (slot, break_id) VALUES (?, ?)");
        open = session.prepare("SELECT break_id FROM break_open WHERE slot = ?");
        dropOpen = session.prepare("DELETE FROM break_open WHERE slot = ? AND break_id = ?");
        addToYear =
                session.prepare(
                        "INSERT INTO break_by_year (year, date, break_id) VALUES (?, ?, ?)");
        year =
                session.prepare(
                        """
                        SELECT date, break_id FROM break_by_year
                        WHERE year = ? AND (date, break_id) < (?, ?) LIMIT ?\
                        """);
        ofDay = session.prepare("SELECT break_id FROM break_by_year WHERE year = ? AND date = ?");
    }

    /** A break's place in the list. */
    record Place(LocalDate date, String breakId) {}

    /** Keeps a new break; one that is known already stays as it is. */
    void open(Difference difference) {
        var v = difference.view();
        session.execute(addOpen.bind(slot(v.id()), v.id()));
        session.execute(addToYear.bind(v.date().getYear(), v.date(), v.id()));
        var bound = insert.bind(v.id(), json.writeValueAsString(difference));
        session.execute(bound.setExecutionProfileName("lwt"));
    }

    /** Closes an open break; a closed one stays as it is. */
    void resolve(String breakId, String resolution, Instant at) {
        session.execute(resolve.bind(resolution, at, breakId).setExecutionProfileName("lwt"));
    }

    Optional<Difference> find(String breakId) {
        return Optional.ofNullable(
                        session.execute(find.bind(breakId).setExecutionProfileName("serial-read"))
                                .one())
                .map(this::difference);
    }

    List<String> notDone(int slot) {
        return session.execute(open.bind((byte) slot)).all().stream()
                .map(row -> text(row, "break_id"))
                .toList();
    }

    void done(String breakId) {
        session.execute(dropOpen.bind(slot(breakId), breakId));
    }

    /** Breaks of one year before a place, newest first. */
    List<Place> page(int inYear, Place before, int limit) {
        return session
                .execute(year.bind(inYear, before.date(), before.breakId(), limit))
                .all()
                .stream()
                .map(row ->
                        new Place(
                                Objects.requireNonNull(row.getLocalDate("date")),
                                text(row, "break_id")))
                .toList();
    }

    /** All breaks of a date, of whatever source; a break is listed before it is there. */
    List<String> ofDay(LocalDate date) {
        return session.execute(ofDay.bind(date.getYear(), date)).all().stream()
                .map(row -> text(row, "break_id"))
                .toList();
    }

    private Difference difference(Row row) {
        var opened = json.readValue(text(row, "body"), Difference.class);
        var at = row.getInstant("resolved_at");
        return at == null ? opened : opened.resolved(text(row, "resolution"), at);
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }

    private static byte slot(String breakId) {
        return (byte) Math.floorMod(breakId.hashCode(), SLOTS);
    }
}
