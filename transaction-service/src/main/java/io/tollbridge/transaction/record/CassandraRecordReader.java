package io.tollbridge.transaction.record;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.protocol.internal.util.Bytes;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.transaction.record.DayScan.Place;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Component;

/** Reads the record, newest first where there is an order by time. */
@Component
public class CassandraRecordReader {

    private static final int PAGE = 200;

    private final CqlSession session;
    private final PreparedStatement days;
    private final PreparedStatement payments;
    private final PreparedStatement events;
    private final PreparedStatement daysForward;
    private final PreparedStatement eventsForward;
    private final PreparedStatement references;
    private final PreparedStatement timeline;
    private final PreparedStatement timelineAt;

    /** A row of the list of payments; its body is the newest event's. */
    record PaymentListed(String paymentId, Instant created, String status, byte[] body) {}

    /** A row of the events feed. */
    public record EventListed(Instant at, String objectId, long sequence, String type) {

        /** As the table orders: a blank sorts before every character of an id. */
        public Place place() {
            return new Place(at, "%s %019d %s".formatted(objectId, sequence, type));
        }
    }

    CassandraRecordReader(CqlSession session) {
        this.session = session;
        days =
                session.prepare(
                        """
                        SELECT day FROM merchant_day
                        WHERE merchant_id = ? AND mode = ? AND day <= ? AND day >= ?\
                        """);
        payments =
                session.prepare(
                        """
                        SELECT payment_id, created_at, status, body FROM payment_by_merchant
                        WHERE merchant_id = ? AND mode = ? AND day = ?
                          AND created_at <= ? AND created_at >= ?\
                        """);
        events =
                session.prepare(
                        """
                        SELECT at, object_id, sequence, type FROM event_by_merchant
                        WHERE merchant_id = ? AND mode = ? AND day = ?
                          AND at <= ? AND at >= ?\
                        """);
        daysForward =
                session.prepare(
                        """
                        SELECT day FROM merchant_day
                        WHERE merchant_id = ? AND mode = ? AND day >= ? AND day <= ?
                        ORDER BY day ASC\
                        """);
        eventsForward =
                session.prepare(
                        """
                        SELECT at, object_id, sequence, type FROM event_by_merchant
                        WHERE merchant_id = ? AND mode = ? AND day = ? AND at >= ? AND at < ?
                        ORDER BY at ASC, object_id ASC, sequence ASC, type ASC\
                        """);
        references =
                session.prepare(
                        """
                        SELECT payment_id FROM payment_by_reference
                        WHERE merchant_id = ? AND mode = ? AND merchant_reference = ?\
                        """);
        timeline = session.prepare("SELECT * FROM timeline WHERE object_id = ?");
        timelineAt = session.prepare("SELECT * FROM timeline WHERE object_id = ? AND sequence = ?");
    }

    /** Days with rows, newest first. */
    Stream<LocalDate> days(MerchantId merchant, Mode mode, LocalDate newest, LocalDate oldest) {
        return stream(days.bind(merchant.value(), mode.wire(), newest, oldest))
                .map(row -> Objects.requireNonNull(row.getLocalDate("day")));
    }

    Stream<PaymentListed> payments(
            MerchantId merchant, Mode mode, LocalDate day, Instant newest, Instant oldest) {
        return stream(payments.bind(merchant.value(), mode.wire(), day, newest, oldest))
                .map(row ->
                        new PaymentListed(
                                text(row, "payment_id"),
                                time(row, "created_at"),
                                text(row, "status"),
                                bytes(row)));
    }

    Stream<EventListed> events(
            MerchantId merchant, Mode mode, LocalDate day, Instant newest, Instant oldest) {
        return stream(events.bind(merchant.value(), mode.wire(), day, newest, oldest))
                .map(CassandraRecordReader::eventListed);
    }

    /** What happened from a time on and before another, oldest first. */
    public Stream<EventListed> eventsForward(
            MerchantId merchant, Mode mode, Instant from, Instant before) {
        var first = RecordedEvent.day(from);
        var last = RecordedEvent.day(before);
        return stream(daysForward.bind(merchant.value(), mode.wire(), first, last))
                .map(row -> Objects.requireNonNull(row.getLocalDate("day")))
                .flatMap(day ->
                        stream(
                                eventsForward.bind(
                                        merchant.value(), mode.wire(), day, from, before)))
                .map(CassandraRecordReader::eventListed);
    }

    /** Payments with the merchant's own reference. */
    List<String> paymentsByReference(MerchantId merchant, Mode mode, String reference) {
        return stream(references.bind(merchant.value(), mode.wire(), reference))
                .map(row -> text(row, "payment_id"))
                .toList();
    }

    /** All events of an object, in order. */
    List<TimelineRow> timeline(String objectId) {
        return stream(timeline.bind(objectId)).map(CassandraRecordReader::timelineRow).toList();
    }

    /** What stands at one sequence: one event, unless its publisher numbered two alike. */
    List<TimelineRow> events(String objectId, long sequence) {
        return stream(timelineAt.bind(objectId, sequence))
                .map(CassandraRecordReader::timelineRow)
                .toList();
    }

    private Stream<Row> stream(BoundStatement statement) {
        var rows = session.execute(statement.setPageSize(PAGE));
        return StreamSupport.stream(rows.spliterator(), false);
    }

    private static EventListed eventListed(Row row) {
        return new EventListed(
                time(row, "at"),
                text(row, "object_id"),
                row.getLong("sequence"),
                text(row, "type"));
    }

    private static TimelineRow timelineRow(Row row) {
        return new TimelineRow(
                text(row, "object_id"),
                row.getLong("sequence"),
                text(row, "type"),
                new MerchantId(text(row, "merchant_id")),
                Mode.ofWire(text(row, "mode")),
                time(row, "at"),
                bytes(row));
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }

    private static Instant time(Row row, String column) {
        return Objects.requireNonNull(row.getInstant(column), column);
    }

    private static byte[] bytes(Row row) {
        ByteBuffer body = Objects.requireNonNull(row.getByteBuffer("body"), "body");
        return Bytes.getArray(body);
    }
}
