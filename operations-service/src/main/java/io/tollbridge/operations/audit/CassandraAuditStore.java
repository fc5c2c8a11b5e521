package io.tollbridge.operations.audit;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.tollbridge.contracts.operations.OperatorAction;
import io.tollbridge.operations.audit.AuditChain.Head;
import io.tollbridge.starter.cassandra.CassandraDefaultsAutoConfiguration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Repository;

/** The chains: a partition per day, its head static, appended to by conditional batches only. */
@Repository
class CassandraAuditStore {

    private static final Logger log = LoggerFactory.getLogger(CassandraAuditStore.class);
    private static final String STREAM = "ops";
    private static final String COLUMNS =
            "seq, at, actor, action, subject, result, detail, origin, request_id, hash,"
                    + " service, entry, begun_at";
    private static final int EXPECTED = 4; // the fifth variable of advance

    private final CqlSession session;
    private final PreparedStatement head;
    private final PreparedStatement advance;
    private final PreparedStatement insert;
    private final PreparedStatement mark;
    private final PreparedStatement marked;
    private final PreparedStatement read;
    private final PreparedStatement these;
    private final PreparedStatement announced;
    private final PreparedStatement announce;

    /** What is certain of an append. */
    enum Appended {
        APPLIED,
        /**
         * Another came first, or this is a copy: look whether it stands, or read the head again.
         */
        OVERTAKEN,
        /** Cassandra did not say: look whether it stands. */
        UNCLEAR
    }

    CassandraAuditStore(CqlSession session) {
        this.session = session;
        head =
                session.prepare(
                        "SELECT last_seq, last_hash FROM audit"
                                + " WHERE stream = ? AND day = ? LIMIT 1");
        advance =
                session.prepare(
                        """
                        UPDATE audit SET last_seq = ?, last_hash = ?
                        WHERE stream = ? AND day = ? IF last_seq = ?\
                        """);
        insert =
                session.prepare(
                        "INSERT INTO audit (stream, day, "
                                + COLUMNS
                                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        mark =
                session.prepare(
                        "INSERT INTO audit (stream, day, seq, link) VALUES (?, ?, ?, ?)"
                                + " IF NOT EXISTS");
        marked =
                session.prepare("SELECT link FROM audit WHERE stream = ? AND day = ? AND seq IN ?");
        read =
                session.prepare(
                        "SELECT "
                                + COLUMNS
                                + " FROM audit WHERE stream = ? AND day = ? AND seq > ? LIMIT ?");
        these =
                session.prepare(
                        "SELECT "
                                + COLUMNS
                                + " FROM audit WHERE stream = ? AND day = ? AND seq IN ?");
        announced = session.prepare("SELECT seq FROM audit_announced WHERE stream = ? AND day = ?");
        announce =
                session.prepare(
                        """
                        INSERT INTO audit_announced (stream, day, seq) VALUES (?, ?, ?)
                        USING TIMESTAMP ?\
                        """);
    }

    Head head(LocalDate day) {
        Row row =
                session.execute(
                                head.bind(STREAM, day)
                                        .setExecutionProfileName(
                                                CassandraDefaultsAutoConfiguration.SERIAL_READ))
                        .one();
        return row == null || row.isNull("last_seq")
                ? Head.begin(day)
                : new Head(day, row.getLong("last_seq"), text(row, "last_hash"));
    }

    Appended append(Head to, AuditLink link) {
        var advancing = advance.bind(link.seq(), link.hash(), STREAM, link.day());
        var batch =
                BatchStatement.builder(BatchType.UNLOGGED)
                        .setExecutionProfileName(CassandraDefaultsAutoConfiguration.LWT)
                        .addStatement(
                                to.seq() == 0
                                        ? advancing.setToNull(EXPECTED)
                                        : advancing.setLong(EXPECTED, to.seq()))
                        .addStatement(inserting(link))
                        .addStatement(
                                mark.bind(STREAM, link.day(), markOf(link.action()), link.seq()))
                        .build();
        try {
            return session.execute(batch).wasApplied() ? Appended.APPLIED : Appended.OVERTAKEN;
        } catch (DriverException e) {
            log.atWarn().setCause(e).log("audit.append_unclear");
            return Appended.UNCLEAR;
        }
    }

    private BoundStatement inserting(AuditLink link) {
        var action = link.action();
        var asked = action.asked();
        return insert.bind(
                STREAM,
                link.day(),
                link.seq(),
                link.at(),
                asked.actor(),
                asked.action(),
                asked.target(),
                action.result(),
                action.detail(),
                asked.origin(),
                asked.requestId(),
                link.hash(),
                asked.service(),
                asked.id(),
                asked.begunAt());
    }

    /** Whether a day's chain has this already, whoever appended it. */
    boolean holds(LocalDate day, AuditAction action) {
        return session.execute(
                                marked.bind(STREAM, day, List.of(markOf(action)))
                                        .setExecutionProfileName(
                                                CassandraDefaultsAutoConfiguration.SERIAL_READ))
                        .one()
                != null;
    }

    private static long markOf(AuditAction action) {
        return AuditChain.mark(action.asked().id(), action.isBeginning());
    }

    /** The ends of some of a day's entries, by entry; of those that have one. */
    Map<String, AuditLink> ends(LocalDate day, List<String> entries) {
        var marks = entries.stream().map(entry -> AuditChain.mark(entry, false)).toList();
        var links =
                session.execute(marked.bind(STREAM, day, marks)).all().stream()
                        .map(row -> row.getLong("link"))
                        .toList();
        return session.execute(these.bind(STREAM, day, links)).all().stream()
                .map(row -> link(day, row))
                .collect(Collectors.toMap(link -> link.action().asked().id(), link -> link));
    }

    /** Links of a day after a number, in order. */
    List<AuditLink> read(LocalDate day, long afterSeq, int limit) {
        return session.execute(read.bind(STREAM, day, afterSeq, limit)).all().stream()
                .map(row -> link(day, row))
                .toList();
    }

    /** The last link of a day that was published. */
    long announced(LocalDate day) {
        return Optional.ofNullable(session.execute(announced.bind(STREAM, day)).one())
                .map(row -> row.getLong("seq"))
                .orElse(0L);
    }

    void announced(LocalDate day, long seq) {
        session.execute(announce.bind(STREAM, day, seq, seq));
    }

    private static AuditLink link(LocalDate day, Row row) {
        Instant at = Objects.requireNonNull(row.getInstant("at"));
        var asked =
                new OperatorAction(
                        text(row, "entry"),
                        text(row, "service"),
                        text(row, "actor"),
                        text(row, "action"),
                        text(row, "subject"),
                        text(row, "origin"),
                        text(row, "request_id"),
                        Objects.requireNonNullElse(row.getInstant("begun_at"), at));
        var action = new AuditAction(asked, text(row, "result"), text(row, "detail"));
        return new AuditLink(day, row.getLong("seq"), at, action, text(row, "hash"));
    }

    /** Never null as written; what somebody took out reads as empty, and fails the check. */
    private static String text(Row row, String column) {
        return Objects.requireNonNullElse(row.getString(column), "");
    }
}
