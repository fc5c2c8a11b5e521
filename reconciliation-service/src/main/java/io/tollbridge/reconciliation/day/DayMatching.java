package io.tollbridge.reconciliation.day;

import io.tollbridge.contracts.channels.StatementCompleted;
import io.tollbridge.contracts.channels.StatementLine;
import io.tollbridge.contracts.channels.StatementTotal;
import io.tollbridge.contracts.reconciliation.LineMatched;
import io.tollbridge.kernel.Money;
import io.tollbridge.reconciliation.difference.Difference;
import io.tollbridge.reconciliation.matching.BreakType;
import io.tollbridge.reconciliation.matching.Expectation;
import io.tollbridge.reconciliation.matching.FeeSchedule;
import io.tollbridge.reconciliation.matching.Match;
import io.tollbridge.reconciliation.matching.MatchPolicy;
import io.tollbridge.reconciliation.matching.ReconciliationTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Works through one statement and hands out what it finds: matched lines and differences. */
final class DayMatching {

    private final StatementCompleted statement;
    private final @Nullable FeeSchedule fees;
    private final ReconciliationTerms.@Nullable Channel terms;
    private final Instant at;
    private final Consumer<LineMatched> onMatched;
    private final Consumer<Difference> onDifference;
    private final Set<String> seen = new HashSet<>();
    private final Map<String, StatementTotal> sums = new TreeMap<>();
    private int rows;

    DayMatching(
            StatementCompleted statement,
            ReconciliationTerms terms,
            Instant at,
            Consumer<LineMatched> onMatched,
            Consumer<Difference> onDifference) {
        this.statement = statement;
        this.fees = terms.feesOf(statement.channel());
        this.terms = terms.channel(statement.channel()).orElse(null);
        this.at = at;
        this.onMatched = onMatched;
        this.onDifference = onDifference;
    }

    /** Lines in order, with what is known of their references. */
    void lines(List<StatementLine> lines, Map<String, Expectation> known) {
        for (var line : lines) {
            rows++;
            add(line);
            boolean repeated = !seen.add(line.reference());
            switch (MatchPolicy.match(line, known.get(line.reference()), fees, repeated)) {
                case Match.Matched(var with) -> onMatched.accept(matched(line, with));
                case Match.Differs differs -> onDifference.accept(difference(line, differs, at));
            }
        }
    }

    private void add(StatementLine line) {
        String currency = line.gross().currency().code();
        var one = new StatementTotal(currency, 1, line.gross(), line.fee(), line.net());
        sums.merge(
                currency,
                one,
                (a, b) ->
                        new StatementTotal(
                                currency,
                                a.count() + b.count(),
                                a.gross().plus(b.gross()),
                                a.fee().plus(b.fee()),
                                a.net().plus(b.net())));
    }

    /** An operation of ours of this day: if it was paid, it must be on some line. */
    void expectation(Expectation expectation) {
        boolean isDue =
                expectation.status() == Expectation.Status.PAID
                        && expectation.matched() == null
                        && !seen.contains(expectation.reference().value());
        if (isDue) {
            onDifference.accept(missing(expectation, terms, at));
        }
    }

    /** The control totals must be those of the lines. */
    void totals() {
        var told = new HashMap<String, StatementTotal>();
        statement.totals().forEach(total -> told.put(total.currency(), total));
        if (rows == statement.rows() && told.equals(sums)) {
            return;
        }
        Money expected = statement.totals().isEmpty() ? null : statement.totals().getFirst().net();
        Money actual =
                expected == null || !sums.containsKey(expected.currency().code())
                        ? null
                        : sums.getOrDefault(
                                        expected.currency().code(), statement.totals().getFirst())
                                .net();
        onDifference.accept(
                Difference.open(
                        new Difference.About(
                                statement.channel(),
                                statement.date(),
                                BreakType.BATCH_TOTAL_MISMATCH,
                                statement.fileHash()),
                        new Difference.Figures(
                                expected,
                                actual,
                                rows
                                        + " lines (expected: "
                                        + statement.rows()
                                        + ", and sums as told)"),
                        null,
                        at));
    }

    static LineMatched matched(StatementLine line, Expectation with) {
        return new LineMatched(
                line.channel(),
                line.date(),
                line.fileHash(),
                line.row(),
                with.reference(),
                with.payment(),
                with.merchant(),
                line.gross(),
                line.fee(),
                line.net());
    }

    private static Difference difference(StatementLine line, Match.Differs differs, Instant at) {
        var from = differs.from();
        return Difference.ofLine(
                new Difference.About(line.channel(), line.date(), differs.type(), line.reference()),
                new Difference.Figures(differs.expected(), differs.actual(), differs.detail()),
                from == null ? null : from.payment(),
                at,
                line.fileHash(),
                line.row());
    }

    /** Paid here, and not on its day's statement: lost there, or only past midnight. */
    static Difference missing(
            Expectation expectation, ReconciliationTerms.@Nullable Channel terms, Instant at) {
        boolean mayBeOnTheNextDay = terms != null && isShortBeforeMidnight(expectation, terms);
        return missing(
                expectation,
                mayBeOnTheNextDay ? BreakType.CUTOFF_TIMING : BreakType.MISSING_AT_CHANNEL,
                at);
    }

    private static boolean isShortBeforeMidnight(
            Expectation expectation, ReconciliationTerms.Channel terms) {
        var midnight = expectation.date().plusDays(1).atStartOfDay(terms.zone()).toInstant();
        return Duration.between(expectation.sentAt(), midnight).compareTo(terms.midnight()) <= 0;
    }

    static Difference missing(Expectation expectation, BreakType type, Instant at) {
        return Difference.open(
                new Difference.About(
                        expectation.channel(),
                        expectation.date(),
                        type,
                        expectation.reference().value()),
                new Difference.Figures(
                        expectation.amount(), null, "paid here, not on the channel's statement"),
                expectation.payment(),
                at);
    }
}
