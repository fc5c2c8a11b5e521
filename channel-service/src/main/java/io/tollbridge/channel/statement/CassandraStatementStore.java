package io.tollbridge.channel.statement;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.tollbridge.channel.channel.Reports.Reject;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What was fetched: per source the days from the first on, per day the file, per file its rejects.
 */
@Component
class CassandraStatementStore {

    private final CqlSession session;
    private final InstantSource clock;
    private final PreparedStatement insertSource;
    private final PreparedStatement selectSource;
    private final PreparedStatement updateSource;
    private final PreparedStatement insertFile;
    private final PreparedStatement selectFile;
    private final PreparedStatement insertReject;

    CassandraStatementStore(CqlSession session, InstantSource clock) {
        this.session = session;
        this.clock = clock;
        this.insertSource =
                session.prepare(
                        "INSERT INTO statement_source (source, first_day) VALUES (?, ?)"
                                + " IF NOT EXISTS");
        this.selectSource =
                session.prepare(
                        "SELECT first_day, fetched_to FROM statement_source WHERE source = ?");
        this.updateSource =
                session.prepare(
                        "UPDATE statement_source SET fetched_to = ? WHERE source = ? IF EXISTS");
        this.insertFile =
                session.prepare(
                        """
                        INSERT INTO statement_file (source, day, file_hash, lines, rejects,
                            published_at)
                        VALUES (?, ?, ?, ?, ?, ?)\
                        """);
        this.selectFile =
                session.prepare(
                        "SELECT file_hash FROM statement_file WHERE source = ? AND day = ?");
        this.insertReject =
                session.prepare(
                        """
                        INSERT INTO statement_reject (source, day, file_hash, row, reason, content)
                        VALUES (?, ?, ?, ?, ?, ?)\
                        """);
    }

    /** The next day to fetch. A source never seen before starts with {@code today}. */
    LocalDate nextDay(String source, LocalDate today) {
        var row = session.execute(serial(selectSource.bind(source))).one();
        if (row == null) {
            session.execute(insertSource.bind(source, today).setExecutionProfileName("lwt"));
            row = session.execute(serial(selectSource.bind(source))).one();
        }
        LocalDate fetchedTo = Objects.requireNonNull(row).getLocalDate("fetched_to");
        return fetchedTo == null
                ? Objects.requireNonNull(row.getLocalDate("first_day"))
                : fetchedTo.plusDays(1);
    }

    void fetchedTo(String source, LocalDate day) {
        session.execute(updateSource.bind(day, source).setExecutionProfileName("lwt"));
    }

    /** The hash of the day's file that was published last. */
    Optional<String> fileHash(String source, LocalDate day) {
        return Optional.ofNullable(session.execute(selectFile.bind(source, day)).one())
                .map(row -> Objects.requireNonNull(row.getString("file_hash")));
    }

    void keepFile(String source, LocalDate day, String hash, int lines, int rejects) {
        session.execute(insertFile.bind(source, day, hash, lines, rejects, clock.instant()));
    }

    void keepRejects(String source, LocalDate day, String hash, List<Reject> rejects) {
        for (Reject reject : rejects) {
            session.execute(
                    insertReject.bind(
                            source, day, hash, reject.row(), reject.reason(), reject.content()));
        }
    }

    private static BoundStatement serial(BoundStatement statement) {
        return statement.setExecutionProfileName("serial-read");
    }
}
