package io.tollbridge.accounting.posting;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.data.UdtValue;
import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.starter.cassandra.PartitionWrites;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * Postings in Cassandra.
 *
 * <p>Plain inserts, no condition: id and content follow from the source event, so a second insert
 * writes the same cells. Which copy of an event counts needs no conditional write either: copies
 * share a key, hence a partition of their topic, and the first one's posting is acknowledged by a
 * quorum before the balances move past it, so whoever reads a later copy finds it by {@link #find}.
 * The one conditional write of the ledger is the checkpoint of the balances.
 */
@Repository
class CassandraPostingStore implements PostingStore {

    private final CqlSession session;
    private final CassandraPostingStatements cql;

    CassandraPostingStore(CqlSession session) {
        this.session = session;
        this.cql = new CassandraPostingStatements(session);
    }

    @Override
    public Map<UUID, Posting> find(Collection<UUID> ids) {
        var asked = ids.stream().map(id -> session.executeAsync(cql.read(id))).toList();
        var found = new HashMap<UUID, Posting>();
        for (var answer : asked) {
            Row row = answer.toCompletableFuture().join().one();
            if (row != null) {
                found.put(uuid(row), posting(row));
            }
        }
        return found;
    }

    @Override
    public void insert(List<Posting> postings) {
        var truth = new PartitionWrites();
        var views = new PartitionWrites();
        for (Posting posting : postings) {
            truth.add(posting.id(), cql.insertPosting(posting));
            views.add(List.of(posting.period(), posting.slot()), cql.insertByPeriod(posting));
            PaymentId payment = posting.payment();
            if (payment != null) {
                views.add(payment, cql.insertByPayment(posting, payment));
            }
            var lines = posting.journal().lines();
            for (int i = 0; i < lines.size(); i++) {
                var hour = Hour.of(lines.get(i).account(), posting.source().at());
                views.add(hour, cql.insertEntry(posting, i));
            }
        }
        truth.execute(session);
        views.execute(session);
    }

    @Override
    public Optional<Posting> posting(UUID id) {
        return Optional.ofNullable(session.execute(cql.read(id)).one())
                .map(CassandraPostingStore::posting);
    }

    @Override
    public List<Posting> ofPayment(PaymentId payment) {
        return session.execute(cql.idsOfPayment(payment)).all().stream()
                .map(row -> session.executeAsync(cql.read(uuid(row))))
                .toList()
                .stream()
                .map(answer -> answer.toCompletableFuture().join().one())
                .filter(Objects::nonNull)
                .map(CassandraPostingStore::posting)
                .toList();
    }

    @Override
    public List<UUID> ofPeriod(LocalDate period, int slot, @Nullable UUID after, int limit) {
        return session.execute(cql.idsOfPeriod(period, slot, after, limit)).all().stream()
                .map(CassandraPostingStore::uuid)
                .toList();
    }

    @Override
    public List<Entry> entries(Hour hour, After after, int limit) {
        return session.execute(cql.entries(hour, after, limit)).all().stream()
                .map(CassandraPostingStore::entry)
                .toList();
    }

    @Override
    public void each(Consumer<Posting> consumer) {
        for (Row row : scan(CassandraPostingStatements.SELECT)) {
            consumer.accept(posting(row));
        }
    }

    @Override
    public void eachPostedAmount(Consumer<Amount> consumer) {
        for (Row row :
                scan("SELECT src, at, currency, lines, writetime(hash) AS stored FROM posting")) {
            var place = Place.of(text(row, "src"));
            var period = Posting.periodOf(instant(row));
            var currency = Currency.of(text(row, "currency"));
            for (Journal.Line line : lines(row)) {
                consumer.accept(
                        new Amount(
                                place,
                                period,
                                line.account(),
                                currency,
                                line.side(),
                                line.amount(),
                                storedAt(row)));
            }
        }
    }

    @Override
    public void eachEntryAmount(Consumer<Amount> consumer) {
        for (Row row :
                scan(
                        """
                        SELECT src, period, account, currency, side, amount,
                          writetime(amount) AS stored
                        FROM entry\
                        """)) {
            consumer.accept(
                    new Amount(
                            Place.of(text(row, "src")),
                            present(row.getLocalDate("period")),
                            Account.of(text(row, "account")),
                            Currency.of(text(row, "currency")),
                            Side.ofWire(text(row, "side")),
                            row.getLong("amount"),
                            storedAt(row)));
        }
    }

    private static Instant storedAt(Row row) {
        return Instant.EPOCH.plus(row.getLong("stored"), ChronoUnit.MICROS);
    }

    private Iterable<Row> scan(String select) {
        return session.execute(SimpleStatement.newInstance(select).setPageSize(2_000));
    }

    private static Posting posting(Row row) {
        var rule = Rule.ofWire(text(row, "rule"));
        var place = Place.of(text(row, "src"));
        String merchant = row.getString("merchant_id");
        String payment = row.getString("payment_id");
        return new Posting(
                uuid(row),
                row.getInt("rule_version"),
                new Journal(rule, Currency.of(text(row, "currency")), lines(row)),
                new Posting.Source(text(row, "source_event"), place, instant(row)),
                merchant == null ? null : new MerchantId(merchant),
                payment == null ? null : new PaymentId(payment));
    }

    private static List<Journal.Line> lines(Row row) {
        return Objects.requireNonNull(row.getList("lines", UdtValue.class)).stream()
                .map(line ->
                        new Journal.Line(
                                Account.of(present(line.getString("account"))),
                                Side.ofWire(present(line.getString("side"))),
                                line.getLong("amount")))
                .toList();
    }

    private static Entry entry(Row row) {
        return new Entry(
                Account.of(text(row, "account")),
                instant(row),
                uuid(row),
                row.getShort("line"),
                Rule.ofWire(text(row, "rule")),
                text(row, "source_event"),
                Side.ofWire(text(row, "side")),
                row.getLong("amount"),
                Currency.of(text(row, "currency")));
    }

    private static String text(Row row, String column) {
        return present(row.getString(column));
    }

    private static UUID uuid(Row row) {
        return present(row.getUuid("posting_id"));
    }

    private static Instant instant(Row row) {
        return present(row.getInstant("at"));
    }

    private static <T> T present(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
