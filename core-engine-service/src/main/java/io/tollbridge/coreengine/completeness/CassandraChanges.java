package io.tollbridge.coreengine.completeness;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.tollbridge.starter.logging.LogContext;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which payments changed: by the minute, from notes; and, as a note can be lost, from the payments
 * themselves, a slice of the ring at a time. When a cell was written is what Cassandra says, in
 * system time.
 */
public final class CassandraChanges {

    /** The ring is cut into so many slices: one every five minutes makes a day. */
    static final int SLICES = 288;

    private static final Logger log = LoggerFactory.getLogger(CassandraChanges.class);
    private static final int SHARDS = 4;
    private static final int PAGE = 500;
    private static final BigInteger RING = BigInteger.TWO.pow(64);

    private final CqlSession session;
    private final Clock clock;
    private final PreparedStatement note;
    private final PreparedStatement noted;
    private final PreparedStatement version;
    private final PreparedStatement slice;
    private final PreparedStatement written;

    public CassandraChanges(CqlSession session, Clock systemClock) {
        this.session = session;
        this.clock = systemClock;
        note =
                session.prepare(
                        "INSERT INTO payment_changed (minute, shard, payment_id) VALUES (?, ?, ?)");
        noted =
                session.prepare(
                        "SELECT payment_id FROM payment_changed WHERE minute = ? AND shard = ?");
        version =
                session.prepare(
                        "SELECT DISTINCT payment_id, version FROM payment WHERE payment_id = ?");
        slice =
                session.prepare(
                        """
                        SELECT DISTINCT payment_id, version, WRITETIME(version) AS written
                        FROM payment WHERE token(payment_id) >= ? AND token(payment_id) <= ?\
                        """);
        written =
                session.prepare(
                        """
                        SELECT k, WRITETIME(event_type) AS written
                        FROM payment WHERE payment_id = ? AND kind = 'event'\
                        """);
    }

    static long minuteOf(Instant at) {
        return at.truncatedTo(ChronoUnit.MINUTES).getEpochSecond() / 60;
    }

    /** Does not wait: a note that is lost is made up for by the walk over the payments. */
    void note(String payment) {
        int shard = Math.floorMod(payment.hashCode(), SHARDS);
        var _ =
                send(note.bind(minuteOf(clock.instant()), shard, payment))
                        .whenComplete((_, failure) -> tell(payment, failure));
    }

    private static void tell(String payment, @Nullable Throwable failure) {
        if (failure != null) {
            try (var _ = LogContext.ofObject(payment)) {
                log.atDebug().setCause(failure).log("completeness.not_noted");
            }
        }
    }

    /** The versions of what was about to change in a minute. */
    Map<String, Integer> notedIn(long minute) {
        var ids =
                IntStream.range(0, SHARDS)
                        .boxed()
                        .flatMap(shard ->
                                session
                                        .execute(noted.bind(minute, shard).setIdempotent(true))
                                        .all()
                                        .stream())
                        .map(row -> String.valueOf(row.getString("payment_id")))
                        .collect(Collectors.toSet());
        return versions(ids);
    }

    /** A payment that was noted and never written is not there. */
    private Map<String, Integer> versions(Collection<String> ids) {
        var asked = new LinkedHashMap<String, CompletableFuture<AsyncResultSet>>();
        ids.forEach(id -> asked.put(id, send(version.bind(id))));
        var versions = new HashMap<String, Integer>();
        asked.forEach((id, answer) -> {
            Row row = answer.join().one();
            if (row != null && row.getInt("version") > 0) {
                versions.put(id, row.getInt("version"));
            }
        });
        return versions;
    }

    /** The versions of all payments in a slice of the ring that changed since. */
    Map<String, Integer> inSlice(int number, Instant since) {
        long sinceMicros = ChronoUnit.MICROS.between(Instant.EPOCH, since);
        var versions = new HashMap<String, Integer>();
        var read =
                slice.bind(token(number), token(number + 1) - 1)
                        .setPageSize(PAGE)
                        .setIdempotent(true);
        for (Row row : session.execute(read)) {
            if (row.getInt("version") > 0 && row.getLong("written") >= sinceMicros) {
                versions.put(String.valueOf(row.getString("payment_id")), row.getInt("version"));
            }
        }
        return versions;
    }

    /** Where a slice begins; the last one ends with the ring. */
    static long token(int number) {
        return RING.multiply(BigInteger.valueOf(number % SLICES))
                .divide(BigInteger.valueOf(SLICES))
                .add(BigInteger.valueOf(Long.MIN_VALUE))
                .longValueExact();
    }

    /** Those of a payment's events that were written between two moments. */
    NavigableSet<Long> written(String payment, Instant from, Instant until) {
        long first = ChronoUnit.MICROS.between(Instant.EPOCH, from);
        long last = ChronoUnit.MICROS.between(Instant.EPOCH, until);
        var sequences = new TreeSet<Long>();
        for (Row row : session.execute(written.bind(payment).setIdempotent(true))) {
            long at = row.getLong("written");
            if (at >= first && at <= last) {
                sequences.add(Long.valueOf(Objects.requireNonNull(row.getString("k"))));
            }
        }
        return sequences;
    }

    private CompletableFuture<AsyncResultSet> send(BoundStatement statement) {
        return session.executeAsync(statement.setIdempotent(true)).toCompletableFuture();
    }
}
