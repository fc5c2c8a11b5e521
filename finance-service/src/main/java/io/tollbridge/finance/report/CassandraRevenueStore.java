package io.tollbridge.finance.report;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.tollbridge.finance.report.Revenue.Hour;
import io.tollbridge.finance.report.Revenue.Kind;
import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Repository;

/** Revenue rows by currency, day and hour, in Cassandra. */
@Repository
class CassandraRevenueStore {

    private static final int HOURS = 24;

    private final CqlSession session;
    private final PreparedStatement insertItem;
    private final PreparedStatement insertLine;
    private final PreparedStatement insertCurrency;
    private final PreparedStatement currencies;
    private final PreparedStatement items;
    private final PreparedStatement lines;
    private final PreparedStatement linesAfter;

    CassandraRevenueStore(CqlSession session) {
        this.session = session;
        insertItem =
                insert(
                        """
                        INSERT INTO revenue_figure (currency, day, slot, kind, source_id, amount)
                        VALUES (?, ?, ?, ?, ?, ?)\
                        """);
        insertLine =
                insert(
                        """
                        INSERT INTO revenue_line
                          (currency, day, slot, kind, posting_id, account, amount)
                        VALUES (?, ?, ?, ?, ?, ?, ?)\
                        """);
        insertCurrency = insert("INSERT INTO revenue_currency (day, currency) VALUES (?, ?)");
        currencies = session.prepare("SELECT currency FROM revenue_currency WHERE day = ?");
        items =
                session.prepare(
                        """
                        SELECT amount FROM revenue_figure
                        WHERE currency = ? AND day = ? AND slot = ? AND kind = ?\
                        """);
        lines =
                session.prepare(
                        """
                        SELECT amount FROM revenue_line
                        WHERE currency = ? AND day = ? AND slot = ? AND kind = ?\
                        """);
        linesAfter =
                session.prepare(
                        """
                        SELECT posting_id, account, amount FROM revenue_line
                        WHERE currency = ? AND day = ? AND slot = ? AND kind = ?
                        AND (posting_id, account) > (?, ?) LIMIT ?\
                        """);
    }

    private PreparedStatement insert(String cql) {
        return session.prepare(SimpleStatement.newInstance(cql).setIdempotent(true));
    }

    BoundStatement insert(Revenue.Item item) {
        var hour = item.hour();
        return insertItem.bind(
                hour.currency(),
                hour.day(),
                (short) hour.slot(),
                word(item.kind()),
                item.sourceId(),
                item.amount());
    }

    BoundStatement insert(Revenue.Line line) {
        var hour = line.hour();
        return insertLine.bind(
                hour.currency(),
                hour.day(),
                (short) hour.slot(),
                word(line.kind()),
                line.postingId(),
                line.account(),
                line.amount());
    }

    BoundStatement insertDay(Hour hour) {
        return insertCurrency.bind(hour.day(), hour.currency());
    }

    /** The currencies in which there is revenue on a day, by code. */
    List<Currency> currencies(LocalDate day) {
        var found = new ArrayList<Currency>();
        for (Row row : session.execute(currencies.bind(day))) {
            found.add(Currency.of(Objects.requireNonNull(row.getString("currency"))));
        }
        return found;
    }

    /** What a day's amounts of a kind add up to, beside its journal lines. */
    Figure figure(Currency currency, LocalDate day, Kind kind) {
        var said = sums(items, currency, day, kind);
        var booked = sums(lines, currency, day, kind);
        return new Figure(
                new Money(said.amount, currency), new Money(booked.amount, currency), booked.rows);
    }

    /** The journal lines of an hour, after a place. */
    List<Revenue.Line> lines(Hour hour, Kind kind, UUID afterPosting, int limit) {
        var found = new ArrayList<Revenue.Line>();
        var read =
                linesAfter.bind(
                        hour.currency(),
                        hour.day(),
                        (short) hour.slot(),
                        word(kind),
                        afterPosting,
                        "~", // after every account of that posting
                        limit);
        for (Row row : session.execute(read)) {
            found.add(
                    new Revenue.Line(
                            hour,
                            kind,
                            Objects.requireNonNull(row.getUuid("posting_id")),
                            Objects.requireNonNull(row.getString("account")),
                            row.getLong("amount")));
        }
        return found;
    }

    private record Total(long amount, long rows) {}

    private Total sums(PreparedStatement read, Currency currency, LocalDate day, Kind kind) {
        var hours = new ArrayList<CompletionStage<AsyncResultSet>>();
        for (int slot = 0; slot < HOURS; slot++) {
            hours.add(
                    session.executeAsync(
                            read.bind(currency.code(), day, (short) slot, word(kind))));
        }
        long amount = 0;
        long rows = 0;
        for (var hour : hours) {
            var page = hour.toCompletableFuture().join();
            for (boolean more = true; more; ) {
                for (Row row : page.currentPage()) {
                    amount = Math.addExact(amount, row.getLong("amount"));
                    rows++;
                }
                more = page.hasMorePages();
                page = more ? page.fetchNextPage().toCompletableFuture().join() : page;
            }
        }
        return new Total(amount, rows);
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
