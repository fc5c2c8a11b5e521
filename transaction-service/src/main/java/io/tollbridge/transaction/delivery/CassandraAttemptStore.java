package io.tollbridge.transaction.delivery;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The log of attempts per endpoint, newest first; for people, nothing decides by it. */
@Component
class CassandraAttemptStore {

    private final CqlSession session;
    private final PreparedStatement insert;
    private final PreparedStatement read;

    /**
     * One attempt.
     *
     * @param outcome {@code delivered, failed, exhausted, disabled}
     */
    record Attempt(
            String endpointId,
            Instant at,
            String eventId,
            int attempt,
            String type,
            String outcome,
            int httpStatus,
            @Nullable String error,
            long durationMillis,
            @Nullable Instant nextAt) {}

    CassandraAttemptStore(CqlSession session) {
        this.session = session;
        insert =
                session.prepare(
                        """
                        INSERT INTO webhook_attempt (endpoint_id, day, at, event_id, attempt, type,
                          outcome, http_status, duration_millis, error, next_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                        """);
        read =
                session.prepare(
                        """
                        SELECT * FROM webhook_attempt
                        WHERE endpoint_id = ? AND day = ? AND at <= ?\
                        """);
    }

    /** Not waited for. */
    void add(Attempt attempt) {
        var _ =
                session.executeAsync(
                        insert.boundStatementBuilder(
                                        attempt.endpointId(),
                                        LocalDate.ofInstant(attempt.at(), ZoneOffset.UTC),
                                        attempt.at(),
                                        attempt.eventId(),
                                        attempt.attempt(),
                                        attempt.type(),
                                        attempt.outcome(),
                                        attempt.httpStatus(),
                                        attempt.durationMillis())
                                .setString("error", attempt.error())
                                .setInstant("next_at", attempt.nextAt())
                                .build());
    }

    Stream<Attempt> read(String endpointId, LocalDate day, Instant newest) {
        var rows = session.execute(read.bind(endpointId, day, newest));
        return StreamSupport.stream(rows.spliterator(), false).map(row -> attempt(endpointId, row));
    }

    private static Attempt attempt(String endpointId, Row row) {
        return new Attempt(
                endpointId,
                Objects.requireNonNull(row.getInstant("at"), "at"),
                text(row, "event_id"),
                row.getInt("attempt"),
                text(row, "type"),
                text(row, "outcome"),
                row.getInt("http_status"),
                row.getString("error"),
                row.getLong("duration_millis"),
                row.getInstant("next_at"));
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }
}
