package io.tollbridge.transaction.record;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.tollbridge.transaction.record.RecordedEvent.PaymentRow;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/**
 * Writes a batch of events with as few requests as possible: one per object for its timeline, and
 * one per merchant and day for its lists, whose tables share a partition key and so one mutation.
 */
@Component
public class CassandraRecordStore {

    private static final int STATEMENTS_PER_BATCH = 100;
    private static final int REMEMBERED_DAYS = 20_000;

    /** Place of the write timestamp among the markers of a payment's row. */
    private static final int STAMP = 9;

    private final CqlSession session;
    private final PreparedStatement timeline;
    private final PreparedStatement payment;
    private final PreparedStatement event;
    private final PreparedStatement reference;
    private final PreparedStatement day;
    private final Map<Partition, Boolean> knownDays =
            Collections.synchronizedMap(
                    new LinkedHashMap<>() {
                        @Override
                        protected boolean removeEldestEntry(Map.Entry<Partition, Boolean> oldest) {
                            return size() > REMEMBERED_DAYS;
                        }
                    });

    private record Partition(String merchantId, String mode, LocalDate day) {}

    CassandraRecordStore(CqlSession session) {
        this.session = session;
        timeline =
                session.prepare(
                        """
                        INSERT INTO timeline
                          (object_id, sequence, type, merchant_id, mode, at, body)
                        VALUES (?, ?, ?, ?, ?, ?, ?)\
                        """);
        payment =
                session.prepare(
                        """
                        INSERT INTO payment_by_merchant (merchant_id, mode, day, created_at,
                          payment_id, version, status, body, merchant_reference)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?\
                        """);
        event =
                session.prepare(
                        """
                        INSERT INTO event_by_merchant
                          (merchant_id, mode, day, at, object_id, sequence, type)
                        VALUES (?, ?, ?, ?, ?, ?, ?)\
                        """);
        reference =
                session.prepare(
                        """
                        INSERT INTO payment_by_reference
                          (merchant_id, mode, merchant_reference, payment_id, created_at)
                        VALUES (?, ?, ?, ?, ?)\
                        """);
        day = session.prepare("INSERT INTO merchant_day (merchant_id, mode, day) VALUES (?, ?, ?)");
    }

    /** Writes all rows of these events; throws when one may be missing. */
    public void write(List<RecordedEvent> events) {
        Map<String, List<BatchableStatement<?>>> byObject = new LinkedHashMap<>();
        Map<Partition, List<BatchableStatement<?>>> byDay = new LinkedHashMap<>();
        for (RecordedEvent one : events) {
            byObject.computeIfAbsent(one.objectId(), _ -> new ArrayList<>()).add(timeline(one));
            if (one.publicType() != null) {
                var partition = partition(one, RecordedEvent.day(one.at()));
                byDay.computeIfAbsent(partition, _ -> new ArrayList<>())
                        .add(feed(one, partition, one.publicType()));
            }
        }
        var requests = new ArrayList<Statement<?>>();
        for (RecordedEvent newest : newestOfEachPayment(events).values()) {
            addPayment(newest, byDay);
        }
        addReferences(events, requests);
        byObject.values().forEach(statements -> addBatches(statements, requests));
        byDay.values().forEach(statements -> addBatches(statements, requests));
        var newDays = byDay.keySet().stream().filter(d -> !knownDays.containsKey(d)).toList();
        newDays.forEach(d -> requests.add(day.bind(d.merchantId(), d.mode(), d.day())));
        execute(requests);
        newDays.forEach(d -> knownDays.put(d, true));
    }

    private static Map<String, RecordedEvent> newestOfEachPayment(List<RecordedEvent> events) {
        Map<String, RecordedEvent> newest = new HashMap<>();
        for (RecordedEvent one : events) {
            if (one.payment() != null) {
                newest.merge(one.objectId(), one, (a, b) -> version(a) >= version(b) ? a : b);
            }
        }
        return newest;
    }

    private static long version(RecordedEvent event) {
        PaymentRow row = event.payment();
        return row == null ? 0 : row.version();
    }

    private BatchableStatement<?> timeline(RecordedEvent one) {
        return timeline.bind(
                one.objectId(),
                one.sequence(),
                one.type(),
                one.merchantId().value(),
                one.mode().wire(),
                one.at(),
                ByteBuffer.wrap(one.body()));
    }

    private BatchableStatement<?> feed(RecordedEvent one, Partition in, String publicType) {
        return event.bind(
                in.merchantId(),
                in.mode(),
                in.day(),
                one.at(),
                one.objectId(),
                one.sequence(),
                publicType);
    }

    private void addPayment(
            RecordedEvent newest, Map<Partition, List<BatchableStatement<?>>> byDay) {
        PaymentRow row = newest.payment();
        if (row == null) {
            return;
        }
        var in = partition(newest, RecordedEvent.day(row.created()));
        BoundStatementBuilder bound =
                payment.boundStatementBuilder(
                                in.merchantId(),
                                in.mode(),
                                in.day(),
                                row.created(),
                                newest.objectId(),
                                row.version(),
                                row.status(),
                                ByteBuffer.wrap(newest.body()))
                        .setLong(STAMP, row.version());
        if (row.merchantReference() != null) { // else left unset: a null would be a tombstone
            bound = bound.setString("merchant_reference", row.merchantReference());
        }
        byDay.computeIfAbsent(in, _ -> new ArrayList<>()).add(bound.build());
    }

    private void addReferences(List<RecordedEvent> events, List<Statement<?>> requests) {
        for (RecordedEvent one : events) {
            PaymentRow row = one.payment();
            if (row != null
                    && row.merchantReference() != null
                    && one.type().equals("payment.created")) {
                requests.add(
                        reference.bind(
                                one.merchantId().value(),
                                one.mode().wire(),
                                row.merchantReference(),
                                one.objectId(),
                                row.created()));
            }
        }
    }

    private static Partition partition(RecordedEvent one, LocalDate day) {
        return new Partition(one.merchantId().value(), one.mode().wire(), day);
    }

    private static void addBatches(
            List<BatchableStatement<?>> statements, List<Statement<?>> requests) {
        if (statements.size() == 1) {
            requests.add(statements.getFirst());
            return;
        }
        for (int from = 0; from < statements.size(); from += STATEMENTS_PER_BATCH) {
            int to = Math.min(from + STATEMENTS_PER_BATCH, statements.size());
            requests.add(
                    BatchStatement.builder(DefaultBatchType.UNLOGGED)
                            .addStatements(statements.subList(from, to))
                            .build());
        }
    }

    private void execute(List<Statement<?>> requests) {
        CompletableFuture<?>[] running =
                requests.stream()
                        .map(request -> session.executeAsync(request).toCompletableFuture())
                        .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(running).join();
    }
}
