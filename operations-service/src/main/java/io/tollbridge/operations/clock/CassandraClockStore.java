package io.tollbridge.operations.clock;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.tollbridge.starter.cassandra.CassandraDefaultsAutoConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Repository;

/** The durable offset and the advances that made it, in one partition. */
@Repository
class CassandraClockStore {

    private static final Logger log = LoggerFactory.getLogger(CassandraClockStore.class);
    private static final String NAME = "clock";
    private static final int EXPECTED = 3; // the fourth variable of move

    private final CqlSession session;
    private final PreparedStatement read;
    private final PreparedStatement find;
    private final PreparedStatement move;
    private final PreparedStatement keep;

    /** How far business time is ahead, after how many moves. */
    record Offset(long millis, long moves) {

        static final Offset NONE = new Offset(0, 0);

        Offset plus(Duration by) {
            return new Offset(Math.addExact(millis, by.toMillis()), Math.addExact(moves, 1));
        }
    }

    /** Who asked for an advance; {@code request} is the same when it is asked again. */
    record Request(String request, String by, Instant at) {}

    /** What is certain of a move. */
    enum Moved {
        APPLIED,
        /** Somebody moved it first: read again. */
        OVERTAKEN,
        /** Cassandra did not say: read again and look for the request. */
        UNCLEAR
    }

    CassandraClockStore(CqlSession session) {
        this.session = session;
        read = session.prepare("SELECT offset_millis, moves FROM clock WHERE name = ? LIMIT 1");
        find =
                session.prepare(
                        "SELECT moved_to_millis, move FROM clock WHERE name = ? AND request = ?");
        move =
                session.prepare(
                        "UPDATE clock SET offset_millis = ?, moves = ? WHERE name = ? IF moves = ?");
        keep =
                session.prepare(
                        """
                        INSERT INTO clock
                          (name, request, move, by_millis, moved_to_millis, moved_by, moved_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?)\
                        """);
    }

    Offset read() {
        Row row =
                session.execute(
                                read.bind(NAME)
                                        .setExecutionProfileName(
                                                CassandraDefaultsAutoConfiguration.SERIAL_READ))
                        .one();
        return row == null || row.isNull("moves")
                ? Offset.NONE
                : new Offset(row.getLong("offset_millis"), row.getLong("moves"));
    }

    /** Where the clock stood after this request had moved it; empty when it never did. */
    Optional<Offset> find(String request) {
        Row row =
                session.execute(
                                find.bind(NAME, request)
                                        .setExecutionProfileName(
                                                CassandraDefaultsAutoConfiguration.SERIAL_READ))
                        .one();
        return Optional.ofNullable(row)
                .map(found -> new Offset(found.getLong("moved_to_millis"), found.getLong("move")));
    }

    Moved move(Offset from, Offset to, Request request) {
        var moving = move.bind(to.millis(), to.moves(), NAME);
        var batch =
                BatchStatement.builder(BatchType.UNLOGGED)
                        .setExecutionProfileName(CassandraDefaultsAutoConfiguration.LWT)
                        .addStatement(
                                from.moves() == 0
                                        ? moving.setToNull(EXPECTED)
                                        : moving.setLong(EXPECTED, from.moves()))
                        .addStatement(
                                keep.bind(
                                        NAME,
                                        request.request(),
                                        to.moves(),
                                        to.millis() - from.millis(),
                                        to.millis(),
                                        request.by(),
                                        request.at()))
                        .build();
        try {
            return session.execute(batch).wasApplied() ? Moved.APPLIED : Moved.OVERTAKEN;
        } catch (DriverException e) {
            log.atWarn().setCause(e).log("clock.move_unclear");
            return Moved.UNCLEAR;
        }
    }
}
