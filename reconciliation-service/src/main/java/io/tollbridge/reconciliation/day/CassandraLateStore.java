package io.tollbridge.reconciliation.day;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.tollbridge.reconciliation.matching.Expectation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Operations that became paid after their day. Decides nothing, so plain writes do. */
@Component
class CassandraLateStore {

    private static final int SLOTS = 4;

    private final CqlSession session;
    private final PreparedStatement add;
    private final PreparedStatement all;
    private final PreparedStatement done;

    CassandraLateStore(CqlSession session) {
        this.session = session;
        add =
                session.prepare(
                        """
                        INSERT INTO paid_late (slot, channel, date, reference)
                        VALUES (?, ?, ?, ?)\
                        """);
        all = session.prepare("SELECT * FROM paid_late WHERE slot = ?");
        done =
                session.prepare(
                        """
                        DELETE FROM paid_late
                        WHERE slot = ? AND channel = ? AND date = ? AND reference = ?\
                        """);
    }

    /** An operation that was paid when its channel's day was past. */
    record Late(String channel, LocalDate date, String reference) {}

    void add(Collection<Expectation> paid) {
        var writes = new ArrayList<CompletableFuture<AsyncResultSet>>(paid.size());
        for (var e : paid) {
            String reference = e.reference().value();
            var bound = add.bind(slot(reference), e.channel(), e.date(), reference);
            writes.add(session.executeAsync(bound).toCompletableFuture());
        }
        writes.forEach(CompletableFuture::join);
    }

    /** Walks all; they may be taken away while they are walked. */
    void forEach(Consumer<Late> visitor) {
        for (int slot = 0; slot < SLOTS; slot++) {
            for (Row row : session.execute(all.bind((byte) slot))) {
                visitor.accept(
                        new Late(
                                text(row, "channel"),
                                Objects.requireNonNull(row.getLocalDate("date")),
                                text(row, "reference")));
            }
        }
    }

    void done(Late late) {
        session.execute(
                done.bind(slot(late.reference()), late.channel(), late.date(), late.reference()));
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }

    private static byte slot(String reference) {
        return (byte) Math.floorMod(reference.hashCode(), SLOTS);
    }
}
