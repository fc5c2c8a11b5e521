package io.tollbridge.merchant.announce;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.uuid.Uuids;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Markers of changes that may still have to be announced. Few at a time, so one partition. */
@Component
class CassandraAnnouncementStore {

    private static final String QUEUE = "all";

    private final CqlSession session;
    private final PreparedStatement insert;
    private final PreparedStatement delete;
    private final PreparedStatement select;

    CassandraAnnouncementStore(CqlSession session) {
        this.session = session;
        insert =
                session.prepare(
                        "INSERT INTO announcement_due (queue, subject, marker) VALUES (?, ?, ?)");
        delete =
                session.prepare(
                        "DELETE FROM announcement_due"
                                + " WHERE queue = ? AND subject = ? AND marker = ?");
        select = session.prepare("SELECT subject, marker FROM announcement_due WHERE queue = ?");
    }

    Marker mark(String subject) {
        var marker = new Marker(subject, Uuids.timeBased());
        session.execute(insert.bind(QUEUE, marker.subject, marker.id));
        return marker;
    }

    void clear(Marker marker) {
        session.execute(delete.bind(QUEUE, marker.subject, marker.id));
    }

    List<Marker> open() {
        return session.execute(select.bind(QUEUE)).all().stream()
                .map(row ->
                        new Marker(
                                Objects.requireNonNull(row.getString(0)),
                                Objects.requireNonNull(row.getUuid(1))))
                .toList();
    }

    /** Says that a thing is about to change; unique, so that clearing one clears no other. */
    record Marker(String subject, UUID id) {

        /** System time it was written. */
        Instant at() {
            return Instant.ofEpochMilli(Uuids.unixTimestamp(id));
        }
    }
}
