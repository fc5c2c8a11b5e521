package io.tollbridge.compensation.cases;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.tollbridge.compensation.cases.CaseState.Asking;
import io.tollbridge.compensation.cases.CaseState.Exhausted;
import io.tollbridge.compensation.cases.CaseState.Resolved;
import io.tollbridge.compensation.cases.CaseState.Reversing;
import io.tollbridge.compensation.cases.CaseState.Telling;
import io.tollbridge.compensation.cases.CaseState.Voiding;
import io.tollbridge.contracts.channels.ChannelAnswer;
import io.tollbridge.starter.cassandra.CassandraDefaultsAutoConfiguration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Cases, moved by conditional writes, and the lists of the open and exhausted ones. A list row is
 * written before its case and deleted after it: it may point to nothing, but nothing is missing.
 */
@Component
class CassandraCaseStore {

    private static final int SHARDS = 4;

    private final CqlSession session;
    private final JsonMapper json;
    private final PreparedStatement insert;
    private final PreparedStatement update;
    private final PreparedStatement history;
    private final PreparedStatement read;
    private final PreparedStatement list;
    private final PreparedStatement enlist;
    private final PreparedStatement delist;

    /** A row of a list: which case, and when it is due. */
    record Listed(String attemptId, Instant dueAt) {}

    CassandraCaseStore(CqlSession session, JsonMapper json) {
        this.session = session;
        this.json = json;
        insert =
                session.prepare(
                        """
                        INSERT INTO attempt_case (attempt_id, version, subject, phase, tries,
                          opened_at, due_at) VALUES (?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS\
                        """);
        update =
                session.prepare(
                        """
                        UPDATE attempt_case SET version = :version, phase = :phase,
                          answer = :answer, evidence = :evidence, resolution = :resolution,
                          tries = :tries, last_answer = :last_answer, due_at = :due_at,
                          resolved_at = :resolved_at, history = history + :entry
                        WHERE attempt_id = :attempt_id IF version = :expected\
                        """);
        history = session.prepare("SELECT history FROM attempt_case WHERE attempt_id = ?");
        read = session.prepare("SELECT * FROM attempt_case WHERE attempt_id = ?");
        list =
                session.prepare(
                        """
                        SELECT attempt_id, due_at FROM case_by_status
                        WHERE status = ? AND shard = ?\
                        """);
        enlist =
                session.prepare(
                        """
                        INSERT INTO case_by_status (status, shard, attempt_id, due_at)
                        VALUES (?, ?, ?, ?)\
                        """);
        delist =
                session.prepare(
                        """
                        DELETE FROM case_by_status
                        WHERE status = ? AND shard = ? AND attempt_id = ?\
                        """);
    }

    /** Opens a case; false when there is one, in whatever state. */
    boolean open(CompensationCase fresh) {
        enlist(fresh);
        return session.execute(
                        insert.bind(
                                        fresh.id(),
                                        fresh.version(),
                                        json.writeValueAsString(fresh.subject()),
                                        phase(fresh.state()),
                                        fresh.tries(),
                                        fresh.openedAt(),
                                        fresh.dueAt())
                                .setExecutionProfileName(CassandraDefaultsAutoConfiguration.LWT))
                .wasApplied();
    }

    /**
     * Writes the version after the stored one, and in its history what is known now; false when
     * somebody else was first.
     */
    boolean advance(CompensationCase next, Instant now) {
        var entry = new CaseEntry(now, phase(next.state()), next.tries(), next.lastAnswer());
        var bound =
                withState(update.boundStatementBuilder(), next.state())
                        .setInt("version", next.version())
                        .setString("phase", phase(next.state()))
                        .setInt("tries", next.tries())
                        .setString("last_answer", next.lastAnswer())
                        .setInstant("due_at", next.dueAt())
                        .setInstant("resolved_at", next.resolvedAt())
                        .setMap(
                                "entry",
                                Map.of(next.version(), json.writeValueAsString(entry)),
                                Integer.class,
                                String.class)
                        .setString("attempt_id", next.id())
                        .setInt("expected", next.version() - 1);
        return session.execute(
                        bound.build()
                                .setExecutionProfileName(CassandraDefaultsAutoConfiguration.LWT))
                .wasApplied();
    }

    Optional<CompensationCase> find(String attemptId) {
        return Optional.ofNullable(
                        session.execute(
                                        read.bind(attemptId)
                                                .setExecutionProfileName(
                                                        CassandraDefaultsAutoConfiguration
                                                                .SERIAL_READ))
                                .one())
                .map(this::compensationCase);
    }

    /** How a case came to be what it is, the oldest entry first; none of a case that is new. */
    List<CaseEntry> history(String attemptId) {
        var row =
                session.execute(
                                history.bind(attemptId)
                                        .setExecutionProfileName(
                                                CassandraDefaultsAutoConfiguration.SERIAL_READ))
                        .one();
        var byVersion = row == null ? null : row.getMap("history", Integer.class, String.class);
        return byVersion == null
                ? List.of()
                : new TreeMap<>(byVersion)
                        .values().stream()
                                .map(entry -> json.readValue(entry, CaseEntry.class))
                                .toList();
    }

    /** The cases listed under a status, in no order. */
    List<Listed> list(String status) {
        var listed = new ArrayList<Listed>();
        for (int shard = 0; shard < SHARDS; shard++) {
            for (Row row : session.execute(list.bind(status, shard))) {
                listed.add(new Listed(text(row, "attempt_id"), time(row, "due_at")));
            }
        }
        return listed;
    }

    /** Lists a case under its present status. */
    void enlist(CompensationCase listed) {
        session.execute(
                enlist.bind(listed.status(), shard(listed.id()), listed.id(), listed.dueAt()));
    }

    void delist(String status, String attemptId) {
        session.execute(delist.bind(status, shard(attemptId), attemptId));
    }

    private static int shard(String attemptId) {
        return Math.floorMod(attemptId.hashCode(), SHARDS);
    }

    private static String phase(CaseState state) {
        return switch (state) {
            case Asking _ -> "asking";
            case Reversing _ -> "reversing";
            case Voiding _ -> "voiding";
            case Telling _ -> "telling";
            case Resolved _ -> "resolved";
            case Exhausted _ -> "exhausted";
        };
    }

    private BoundStatementBuilder withState(BoundStatementBuilder bound, CaseState state) {
        String answer = null;
        String evidence = null;
        String resolution = null;
        if (state instanceof Telling telling) {
            answer = json.writeValueAsString(telling.answer());
            evidence = telling.evidence();
        }
        if (state instanceof Resolved resolved) {
            resolution = resolved.resolution();
        }
        return bound.setString("answer", answer)
                .setString("evidence", evidence)
                .setString("resolution", resolution);
    }

    private CompensationCase compensationCase(Row row) {
        return new CompensationCase(
                json.readValue(text(row, "subject"), CaseSubject.class),
                state(row),
                row.getInt("version"),
                row.getInt("tries"),
                row.getString("last_answer"),
                time(row, "opened_at"),
                time(row, "due_at"),
                row.getInstant("resolved_at"));
    }

    private CaseState state(Row row) {
        String phase = text(row, "phase");
        return switch (phase) {
            case "asking" -> new Asking();
            case "reversing" -> new Reversing();
            case "voiding" -> new Voiding();
            case "telling" ->
                    new Telling(
                            json.readValue(text(row, "answer"), ChannelAnswer.class),
                            text(row, "evidence"));
            case "resolved" -> new Resolved(text(row, "resolution"));
            case "exhausted" -> new Exhausted();
            default -> throw new IllegalStateException("phase: " + phase);
        };
    }

    private static String text(Row row, String column) {
        return required(row.getString(column), column);
    }

    private static Instant time(Row row, String column) {
        return required(row.getInstant(column), column);
    }

    private static <T> T required(@Nullable T value, String column) {
        return Objects.requireNonNull(value, column);
    }
}
