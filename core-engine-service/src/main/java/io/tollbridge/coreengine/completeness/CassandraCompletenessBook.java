package io.tollbridge.coreengine.completeness;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.tollbridge.contracts.payments.CompletenessView;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.starter.cassandra.CassandraDefaultsAutoConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How far each subscriber was compared, by whom, and what it had missed. */
public final class CassandraCompletenessBook {

    private static final int DAYS = 7;

    private final CqlSession session;
    private final PreparedStatement take;
    private final PreparedStatement giveBack;
    private final PreparedStatement comparedAt;
    private final PreparedStatement place;
    private final PreparedStatement save;
    private final PreparedStatement tell;
    private final PreparedStatement all;
    private final PreparedStatement miss;
    private final PreparedStatement missed;

    /**
     * Where to go on.
     *
     * @param began what was written before is not asked for: the subscriber did not keep it yet
     * @param minute the first one that is not compared yet, since 1970
     * @param slice of the ring of payments, likewise
     */
    record Place(Instant began, long minute, int slice) {

        Place afterMinute() {
            return new Place(began, minute + 1, slice);
        }

        Place afterSlice() {
            return new Place(began, minute, (slice + 1) % CassandraChanges.SLICES);
        }
    }

    public CassandraCompletenessBook(CqlSession session) {
        this.session = session;
        String of = " WHERE name = ?";
        take =
                session.prepare(
                        "UPDATE completeness_subscriber USING TTL ? SET owner = ?"
                                + of
                                + " IF owner = null");
        giveBack =
                session.prepare(
                        "UPDATE completeness_subscriber SET owner = null" + of + " IF owner = ?");
        comparedAt = session.prepare("SELECT compared_at FROM completeness_subscriber" + of);
        place = session.prepare("SELECT began_at, minute, slice FROM completeness_subscriber" + of);
        save =
                session.prepare(
                        "UPDATE completeness_subscriber SET began_at = ?, minute = ?, slice = ?"
                                + of);
        tell =
                session.prepare(
                        "UPDATE completeness_subscriber SET state = ?, compared_at = ?" + of);
        all =
                session.prepare(
                        "SELECT name, minute, state, compared_at FROM completeness_subscriber");
        miss =
                session.prepare(
                        """
                        INSERT INTO completeness_missed
                          (day, at, payment_id, consumer_group, sequences)
                        VALUES (?, ?, ?, ?, ?)\
                        """);
        missed =
                session.prepare(
                        """
                        SELECT at, payment_id, consumer_group, sequences
                        FROM completeness_missed WHERE day = ? LIMIT ?\
                        """);
    }

    /** Whether a subscriber is this instance's to compare, until given back or for so long. */
    boolean take(String subscriber, UUID self, Duration lease) {
        Row row = conditional(take.bind(Math.toIntExact(lease.toSeconds()), self, subscriber));
        return row != null && row.getBoolean("[applied]");
    }

    void giveBack(String subscriber, UUID self) {
        conditional(giveBack.bind(subscriber, self));
    }

    private @Nullable Row conditional(BoundStatement statement) {
        return session.execute(
                        statement.setExecutionProfileName(CassandraDefaultsAutoConfiguration.LWT))
                .one();
    }

    /** When the last comparison ended; empty before the first. */
    Optional<Instant> comparedAt(String subscriber) {
        Row row = session.execute(comparedAt.bind(subscriber).setIdempotent(true)).one();
        return Optional.ofNullable(row).map(found -> found.getInstant("compared_at"));
    }

    /** Empty before the first comparison. */
    Optional<Place> place(String subscriber) {
        Row row = session.execute(place.bind(subscriber).setIdempotent(true)).one();
        return row == null || row.isNull("minute")
                ? Optional.empty()
                : Optional.of(
                        new Place(
                                Objects.requireNonNull(row.getInstant("began_at")),
                                row.getLong("minute"),
                                row.getInt("slice")));
    }

    void save(String subscriber, Place at) {
        session.execute(
                save.bind(at.began(), at.minute(), at.slice(), subscriber).setIdempotent(true));
    }

    /** What came of the last attempt. */
    void tell(String subscriber, String state, Instant at) {
        session.execute(tell.bind(state, at, subscriber).setIdempotent(true));
    }

    void miss(CompletenessView.Missed one) {
        session.execute(
                miss.bind(
                                day(one.at()),
                                one.at(),
                                one.payment().value(),
                                one.group(),
                                one.sequences())
                        .setIdempotent(true));
    }

    /** What was missed in the last days, the newest first. */
    List<CompletenessView.Missed> missed(Instant now, int limit) {
        return Stream.iterate(day(now), day -> day.minusDays(1))
                .limit(DAYS)
                .flatMap(day ->
                        session.execute(missed.bind(day, limit).setIdempotent(true)).all().stream())
                .limit(limit)
                .map(row ->
                        new CompletenessView.Missed(
                                Objects.requireNonNull(row.getInstant("at")),
                                new PaymentId(Objects.requireNonNull(row.getString("payment_id"))),
                                String.valueOf(row.getString("consumer_group")),
                                Objects.requireNonNull(row.getList("sequences", Long.class))))
                .toList();
    }

    List<CompletenessView.Subscriber> subscribers() {
        return session.execute(all.bind().setIdempotent(true)).all().stream()
                .map(row ->
                        new CompletenessView.Subscriber(
                                String.valueOf(row.getString("name")),
                                Objects.requireNonNullElse(row.getString("state"), "waiting"),
                                row.isNull("minute")
                                        ? null
                                        : Instant.ofEpochSecond(60 * row.getLong("minute")),
                                row.getInstant("compared_at")))
                .toList();
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
