package io.tollbridge.reconciliation.day;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.reconciliation.matching.Expectation;
import io.tollbridge.reconciliation.matching.Expectation.LineRef;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Expectations: upserts whose timestamp is the event's sequence, so the newest event wins. */
@Component
class CassandraExpectationStore {

    private static final int SLOTS = 16;
    private static final int DAYS_BACK = 7;

    private final CqlSession session;
    private final PreparedStatement put;
    private final PreparedStatement find;
    private final PreparedStatement ofDay;
    private final PreparedStatement match;

    CassandraExpectationStore(CqlSession session) {
        this.session = session;
        put =
                session.prepare(
                        """
                        INSERT INTO expectation (channel, date, slot, reference, operation, status,
                          amount, currency, payment_id, merchant_id, sent_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?\
                        """);
        find =
                session.prepare(
                        """
                        SELECT * FROM expectation
                        WHERE channel = ? AND date = ? AND slot = ? AND reference = ?\
                        """);
        ofDay =
                session.prepare(
                        "SELECT * FROM expectation WHERE channel = ? AND date = ? AND slot = ?");
        match =
                session.prepare(
                        """
                        UPDATE expectation SET matched_on = ?, matched_hash = ?, matched_row = ?
                        WHERE channel = ? AND date = ? AND slot = ? AND reference = ?\
                        """);
    }

    /** An expectation as of an event of its payment. */
    record Known(Expectation expectation, long sequence) {}

    /** Keeps all; an older event never overwrites a newer one. */
    void put(Collection<Known> all) {
        var writes = new ArrayList<CompletableFuture<AsyncResultSet>>(all.size());
        for (var known : all) {
            var e = known.expectation();
            writes.add(
                    session.executeAsync(
                                    put.bind(
                                            e.channel(),
                                            e.date(),
                                            slot(e.reference().value()),
                                            e.reference().value(),
                                            e.operation(),
                                            e.status().name(),
                                            e.amount().minorUnits(),
                                            e.amount().currency().code(),
                                            e.payment().value(),
                                            e.merchant().value(),
                                            e.sentAt(),
                                            known.sequence()))
                            .toCompletableFuture());
        }
        writes.forEach(CompletableFuture::join);
    }

    /**
     * What is known of references, looked for on a day, the ones beside it, and the week before: an
     * operation stands on the statement of the day it was sent on, or near it.
     */
    Map<String, Expectation> find(String channel, LocalDate day, Collection<String> references) {
        var found = new HashMap<String, Expectation>();
        var missing = List.copyOf(references);
        var days = new ArrayList<>(List.of(day, day.minusDays(1), day.plusDays(1)));
        for (int back = 2; back <= DAYS_BACK; back++) {
            days.add(day.minusDays(back));
        }
        for (int i = 0; i < days.size() && !missing.isEmpty(); i++) {
            look(channel, days.get(i), missing, found);
            missing = missing.stream().filter(ref -> !found.containsKey(ref)).toList();
        }
        return found;
    }

    private void look(
            String channel,
            LocalDate day,
            List<String> references,
            Map<String, Expectation> found) {
        var reads = new ArrayList<CompletableFuture<AsyncResultSet>>(references.size());
        for (String reference : references) {
            var bound = find.bind(channel, day, slot(reference), reference);
            reads.add(session.executeAsync(bound).toCompletableFuture());
        }
        for (var read : reads) {
            var row = read.join().one();
            if (row != null && row.getString("status") != null) {
                var expectation = expectation(row);
                found.put(expectation.reference().value(), expectation);
            }
        }
    }

    /** Walks all expectations of a day. */
    void forEach(String channel, LocalDate day, Consumer<Expectation> visitor) {
        for (int slot = 0; slot < SLOTS; slot++) {
            for (Row row : session.execute(ofDay.bind(channel, day, (byte) slot))) {
                if (row.getString("status") != null) {
                    visitor.accept(expectation(row));
                }
            }
        }
    }

    /** The expectation stands on a line. */
    void matched(Expectation expectation, LineRef line) {
        session.execute(
                match.bind(
                        line.date(),
                        line.fileHash(),
                        line.row(),
                        expectation.channel(),
                        expectation.date(),
                        slot(expectation.reference().value()),
                        expectation.reference().value()));
    }

    private static Expectation expectation(Row row) {
        return new Expectation(
                text(row, "channel"),
                Objects.requireNonNull(row.getLocalDate("date")),
                new AttemptId(text(row, "reference")),
                text(row, "operation"),
                Expectation.Status.valueOf(text(row, "status")),
                Money.of(row.getLong("amount"), text(row, "currency")),
                new PaymentId(text(row, "payment_id")),
                new MerchantId(text(row, "merchant_id")),
                Objects.requireNonNull(row.getInstant("sent_at")),
                matched(row));
    }

    private static @Nullable LineRef matched(Row row) {
        var on = row.getLocalDate("matched_on");
        return on == null
                ? null
                : new LineRef(on, text(row, "matched_hash"), row.getInt("matched_row"));
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }

    private static byte slot(String reference) {
        return (byte) Math.floorMod(reference.hashCode(), SLOTS);
    }
}
