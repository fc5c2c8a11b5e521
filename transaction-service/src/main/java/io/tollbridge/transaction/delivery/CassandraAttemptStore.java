package io.tollbridge.transaction.delivery;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.tollbridge.transaction.delivery.DeliveryPolicy.Answer;
import io.tollbridge.transaction.delivery.WebhookSender.Exchange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The log of attempts per endpoint, newest first; for people. All that is decided by it is whether
 * an endpoint has failed for days.
 */
@Component
class CassandraAttemptStore {

    private final CqlSession session;
    private final PreparedStatement insert;
    private final PreparedStatement read;
    private final PreparedStatement lastDelivered;

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
            Exchange exchange,
            @Nullable Instant nextAt) {}

    CassandraAttemptStore(CqlSession session) {
        this.session = session;
        insert =
                session.prepare(
                        """
                        INSERT INTO webhook_attempt (endpoint_id, day, at, event_id, attempt, type,
                          outcome, http_status, duration_millis, request_url, request_headers,
                          error, answer, next_at, last_delivered_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                        """);
        read =
                session.prepare(
                        """
                        SELECT * FROM webhook_attempt
                        WHERE endpoint_id = ? AND day = ? AND at <= ?\
                        """);
        lastDelivered =
                session.prepare(
                        """
                        SELECT DISTINCT endpoint_id, day, last_delivered_at FROM webhook_attempt
                        WHERE endpoint_id = ? AND day IN ?\
                        """);
    }

    /** Not waited for. */
    void add(Attempt attempt) {
        var exchange = attempt.exchange();
        var answer = exchange.answer();
        var bound =
                insert.boundStatementBuilder(
                        attempt.endpointId(),
                        day(attempt.at()),
                        attempt.at(),
                        attempt.eventId(),
                        attempt.attempt(),
                        attempt.type(),
                        attempt.outcome(),
                        answer.httpStatus(),
                        exchange.durationMillis(),
                        exchange.url(),
                        exchange.headers());
        if (answer.error() != null) { // else left unset: a null would be a tombstone
            bound = bound.setString("error", answer.error());
        }
        if (answer.body() != null) {
            bound = bound.setString("answer", answer.body());
        }
        if (attempt.nextAt() != null) {
            bound = bound.setInstant("next_at", attempt.nextAt());
        }
        if (answer.isSuccess()) {
            bound = bound.setInstant("last_delivered_at", attempt.at());
        }
        var _ = session.executeAsync(bound.build());
    }

    Stream<Attempt> read(String endpointId, LocalDate day, Instant newest) {
        var rows = session.execute(read.bind(endpointId, day, newest));
        return StreamSupport.stream(rows.spliterator(), false).map(row -> attempt(endpointId, row));
    }

    /** When something was accepted last, if it was on the days from one time to another. */
    Optional<Instant> lastDelivered(String endpointId, Instant from, Instant to) {
        List<LocalDate> days = day(from).datesUntil(day(to).plusDays(1)).toList();
        return session.execute(lastDelivered.bind(endpointId, days)).all().stream()
                .map(row -> row.getInstant("last_delivered_at"))
                .filter(Objects::nonNull)
                .max(Instant::compareTo);
    }

    private static Attempt attempt(String endpointId, Row row) {
        Map<String, String> headers = row.getMap("request_headers", String.class, String.class);
        return new Attempt(
                endpointId,
                Objects.requireNonNull(row.getInstant("at"), "at"),
                text(row, "event_id"),
                row.getInt("attempt"),
                text(row, "type"),
                text(row, "outcome"),
                new Exchange(
                        Objects.requireNonNullElse(row.getString("request_url"), ""),
                        headers == null ? Map.of() : headers,
                        new Answer(
                                row.getInt("http_status"),
                                null,
                                row.getString("error"),
                                row.getString("answer")),
                        row.getLong("duration_millis")),
                row.getInstant("next_at"));
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }
}
