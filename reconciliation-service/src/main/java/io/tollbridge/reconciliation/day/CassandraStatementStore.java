package io.tollbridge.reconciliation.day;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.tollbridge.contracts.channels.StatementLine;
import io.tollbridge.contracts.channels.StatementTotal;
import io.tollbridge.contracts.reconciliation.LineMatched;
import io.tollbridge.kernel.Money;
import io.tollbridge.reconciliation.difference.Difference;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Statement lines as they came, what was decided about them, and the days. */
@Component
class CassandraStatementStore {

    private static final String MATCHED = "matched";
    private static final String BREAK = "break";
    private static final TypeReference<List<StatementTotal>> TOTALS = new TypeReference<>() {};

    private final CqlSession session;
    private final JsonMapper json;
    private final PreparedStatement addLine;
    private final PreparedStatement lines;
    private final PreparedStatement line;
    private final PreparedStatement addOutcome;
    private final PreparedStatement outcomes;
    private final PreparedStatement decide;
    private final PreparedStatement day;
    private final PreparedStatement published;
    private final PreparedStatement close;
    private final PreparedStatement days;

    CassandraStatementStore(CqlSession session, JsonMapper json) {
        this.session = session;
        this.json = json;
        addLine =
                session.prepare(
                        """
                        INSERT INTO statement_line (channel, date, file_hash, row, kind, reference,
                          channel_reference, auth_code, currency, gross, fee, net, transacted_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                        """);
        String of = " WHERE channel = ? AND date = ? AND file_hash = ?";
        lines = session.prepare("SELECT * FROM statement_line" + of);
        line = session.prepare("SELECT * FROM statement_line" + of + " AND row = ?");
        addOutcome =
                session.prepare(
                        """
                        INSERT INTO outcome (channel, date, run, n, type, body)
                        VALUES (?, ?, ?, ?, ?, ?)\
                        """);
        outcomes =
                session.prepare("SELECT * FROM outcome WHERE channel = ? AND date = ? AND run = ?");
        decide =
                session.prepare(
                        """
                        INSERT INTO statement_day (channel, date, file_hash, run, rows, matched,
                          breaks, totals, decided_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS\
                        """);
        day = session.prepare("SELECT * FROM statement_day WHERE channel = ? AND date = ?");
        published =
                session.prepare(
                        "UPDATE statement_day SET published_at = ? WHERE channel = ? AND date = ?");
        close =
                session.prepare(
                        "UPDATE statement_day SET closed_at = ? WHERE channel = ? AND date = ?");
        days =
                session.prepare(
                        "SELECT * FROM statement_day WHERE channel = ? AND date < ? LIMIT ?");
    }

    /**
     * A decided day.
     *
     * @param run names the run that decided it
     * @param publishedAt set when all that it decided is told
     * @param closedAt set when none of its breaks is open any more, and that is told
     */
    record Day(
            String channel,
            LocalDate date,
            String fileHash,
            String run,
            int rows,
            int matched,
            int breaks,
            List<StatementTotal> totals,
            Instant decidedAt,
            @Nullable Instant publishedAt,
            @Nullable Instant closedAt) {

        boolean isPublished() {
            return publishedAt != null || closedAt != null;
        }
    }

    void addLines(List<StatementLine> all) {
        var writes = new ArrayList<CompletableFuture<AsyncResultSet>>(all.size());
        for (var l : all) {
            writes.add(
                    session.executeAsync(
                                    addLine.bind(
                                            l.channel(),
                                            l.date(),
                                            l.fileHash(),
                                            l.row(),
                                            l.kind(),
                                            l.reference(),
                                            l.channelReference(),
                                            Objects.requireNonNullElse(l.authCode(), ""),
                                            l.gross().currency().code(),
                                            l.gross().minorUnits(),
                                            l.fee().minorUnits(),
                                            l.net().minorUnits(),
                                            l.transactedAt()))
                            .toCompletableFuture());
        }
        writes.forEach(CompletableFuture::join);
    }

    /** The lines of a file in order; read page by page while it is walked. */
    Stream<StatementLine> lines(String channel, LocalDate date, String fileHash) {
        var rows = session.execute(lines.bind(channel, date, fileHash));
        return StreamSupport.stream(rows.spliterator(), false).map(CassandraStatementStore::line);
    }

    Optional<StatementLine> line(String channel, LocalDate date, String fileHash, int row) {
        return Optional.ofNullable(session.execute(line.bind(channel, date, fileHash, row)).one())
                .map(CassandraStatementStore::line);
    }

    /** Keeps what a run decides, numbered on from {@code first}: matched lines and differences. */
    void addOutcomes(Day of, int first, List<Object> decided) {
        var writes = new ArrayList<CompletableFuture<AsyncResultSet>>(decided.size());
        for (int i = 0; i < decided.size(); i++) {
            var outcome = decided.get(i);
            String type = outcome instanceof LineMatched ? MATCHED : BREAK;
            String body = json.writeValueAsString(outcome);
            writes.add(
                    session.executeAsync(
                                    addOutcome.bind(
                                            of.channel(),
                                            of.date(),
                                            of.run(),
                                            first + i,
                                            type,
                                            body))
                            .toCompletableFuture());
        }
        writes.forEach(CompletableFuture::join);
    }

    /** What a run decided, in order: {@link LineMatched} or {@link Difference}. */
    Stream<Object> outcomes(Day of) {
        var rows = session.execute(outcomes.bind(of.channel(), of.date(), of.run()));
        return StreamSupport.stream(rows.spliterator(), false).map(this::outcome);
    }

    private Object outcome(Row row) {
        var type = text(row, "type").equals(MATCHED) ? LineMatched.class : Difference.class;
        return json.readValue(text(row, "body"), type);
    }

    /** Makes a run the one that decided its day, unless another one is. */
    void decide(Day made) {
        session.execute(
                decide.bind(
                                made.channel(),
                                made.date(),
                                made.fileHash(),
                                made.run(),
                                made.rows(),
                                made.matched(),
                                made.breaks(),
                                json.writeValueAsString(made.totals()),
                                made.decidedAt())
                        .setExecutionProfileName("lwt"));
    }

    Optional<Day> day(String channel, LocalDate date) {
        var bound = day.bind(channel, date).setExecutionProfileName("serial-read");
        return Optional.ofNullable(session.execute(bound).one()).map(this::day);
    }

    /** All that a day decided is told. */
    void published(Day told, Instant at) {
        session.execute(published.bind(at, told.channel(), told.date()));
    }

    /** None of a day's breaks is open any more. */
    void close(Day closed, Instant at) {
        session.execute(close.bind(at, closed.channel(), closed.date()));
    }

    /** A channel's days before a date, newest first. */
    List<Day> days(String channel, LocalDate before, int limit) {
        return session.execute(days.bind(channel, before, limit)).all().stream()
                .map(this::day)
                .toList();
    }

    private Day day(Row row) {
        return new Day(
                text(row, "channel"),
                Objects.requireNonNull(row.getLocalDate("date")),
                text(row, "file_hash"),
                text(row, "run"),
                row.getInt("rows"),
                row.getInt("matched"),
                row.getInt("breaks"),
                json.readValue(text(row, "totals"), TOTALS),
                Objects.requireNonNull(row.getInstant("decided_at")),
                row.getInstant("published_at"),
                row.getInstant("closed_at"));
    }

    private static StatementLine line(Row row) {
        String currency = text(row, "currency");
        String authCode = text(row, "auth_code");
        return new StatementLine(
                text(row, "channel"),
                Objects.requireNonNull(row.getLocalDate("date")),
                text(row, "file_hash"),
                row.getInt("row"),
                text(row, "kind"),
                text(row, "reference"),
                text(row, "channel_reference"),
                authCode.isEmpty() ? null : authCode,
                Money.of(row.getLong("gross"), currency),
                Money.of(row.getLong("fee"), currency),
                Money.of(row.getLong("net"), currency),
                Objects.requireNonNull(row.getInstant("transacted_at")));
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }
}
