package io.tollbridge.operations.audit;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.tollbridge.operations.audit.AuditChain.Head;
import io.tollbridge.starter.cassandra.CassandraDefaultsAutoConfiguration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Repository;

/** The chains: a partition per day, its head static, appended to by conditional batches only. */
@Repository
class CassandraAuditStore {

    private static final Logger log = LoggerFactory.getLogger(CassandraAuditStore.class);
    private static final String STREAM = "ops";
    private static final String COLUMNS =
            "seq, at, actor, action, subject, result, detail, origin, request_id, hash";
    private static final int EXPECTED = 4; // the fifth variable of advance

    private final CqlSession session;
    private final PreparedStatement head;
    private final PreparedStatement advance;
    private final PreparedStatement insert;
    private final PreparedStatement read;
    private final PreparedStatement announced;
    private final PreparedStatement announce;

    /** What is certain of an append. */
    enum Appended {
        APPLIED,
        /** Another instance came first: read the head again. */
        OVERTAKEN,
        /** Cassandra did not say: look whether the entry stands. */
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
                                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        read =
                session.prepare(
                        "SELECT "
                                + COLUMNS
                                + " FROM audit WHERE stream = ? AND day = ? AND seq > ? LIMIT ?");
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

    Appended append(Head to, AuditEntry entry) {
        var advancing = advance.bind(entry.seq(), entry.hash(), STREAM, entry.day());
        var action = entry.action();
        var batch =
                BatchStatement.builder(BatchType.UNLOGGED)
                        .setExecutionProfileName(CassandraDefaultsAutoConfiguration.LWT)
                        .addStatement(
                                to.seq() == 0
                                        ? advancing.setToNull(EXPECTED)
                                        : advancing.setLong(EXPECTED, to.seq()))
                        .addStatement(
                                insert.bind(
                                        STREAM,
                                        entry.day(),
                                        entry.seq(),
                                        entry.at(),
                                        action.actor(),
                                        action.action(),
                                        action.subject(),
                                        action.result(),
                                        action.detail(),
                                        action.origin(),
                                        action.requestId(),
                                        entry.hash()))
                        .build();
        try {
            return session.execute(batch).wasApplied() ? Appended.APPLIED : Appended.OVERTAKEN;
        } catch (DriverException e) {
            log.atWarn().setCause(e).log("audit.append_unclear");
            return Appended.UNCLEAR;
        }
    }

    /** Entries of a day after a number, in order. */
    List<AuditEntry> read(LocalDate day, long afterSeq, int limit) {
        return session.execute(read.bind(STREAM, day, afterSeq, limit)).all().stream()
                .map(row -> entry(day, row))
                .toList();
    }

    /** The last entry of a day that was published. */
    long announced(LocalDate day) {
        return Optional.ofNullable(session.execute(announced.bind(STREAM, day)).one())
                .map(row -> row.getLong("seq"))
                .orElse(0L);
    }

    void announced(LocalDate day, long seq) {
        session.execute(announce.bind(STREAM, day, seq, seq));
    }

    private static AuditEntry entry(LocalDate day, Row row) {
        var action =
                new AuditAction(
                        text(row, "actor"),
                        text(row, "action"),
                        text(row, "subject"),
                        text(row, "result"),
                        text(row, "detail"),
                        text(row, "origin"),
                        text(row, "request_id"));
        return new AuditEntry(
                day,
                row.getLong("seq"),
                Objects.requireNonNull(row.getInstant("at")),
                action,
                text(row, "hash"));
    }

    /** Never null as written; what somebody took out reads as empty, and fails the check. */
    private static String text(Row row, String column) {
        return Objects.requireNonNullElse(row.getString(column), "");
    }
}
