package io.tollbridge.reconciliation.day;

import io.tollbridge.contracts.channels.StatementLine;
import io.tollbridge.reconciliation.difference.BreakService;
import io.tollbridge.reconciliation.difference.Difference;
import io.tollbridge.reconciliation.matching.BreakType;
import io.tollbridge.reconciliation.matching.Expectation;
import io.tollbridge.reconciliation.matching.MatchPolicy;
import io.tollbridge.reconciliation.matching.ReconciliationTerms;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Operations that were reversed past midnight: one day's statement has the money taken, another
 * one's has it given back. Each is a break, and the one explains the other.
 */
@Service
class Reversals {

    private final CassandraStatementStore statements;
    private final CassandraExpectationStore expectations;
    private final DayService days;
    private final BreakService breaks;
    private final ReconciliationTerms terms;

    Reversals(
            CassandraStatementStore statements,
            CassandraExpectationStore expectations,
            DayService days,
            BreakService breaks,
            ReconciliationTerms terms) {
        this.statements = statements;
        this.expectations = expectations;
        this.days = days;
        this.breaks = breaks;
        this.terms = terms;
    }

    /**
     * Pairs a line of something unknown with the operation that it reverses, books both, and
     * resolves both breaks: what the channel kept of it is a cost. True when it did.
     *
     * @param notDone all breaks that are not done with: the one half of a pair that an earlier run
     *     has resolved, and then stopped, is among them
     */
    boolean pairs(Difference back, List<Difference> notDone) {
        String reversed = reversedBy(back).orElse(null);
        var line = lineOf(back);
        if (reversed == null || line.isEmpty()) {
            return false;
        }
        var found =
                notDone.stream()
                        .filter(other -> other.type() == BreakType.STATUS_MISMATCH)
                        .filter(other -> reversed.equals(other.view().reference()))
                        .filter(other -> back.view().source().equals(other.view().source()))
                        .filter(other -> other.isOpen() || isOf(other, back))
                        .findFirst();
        return found.isPresent() && pair(found.get(), back, line.get());
    }

    private boolean pair(Difference taken, Difference back, StatementLine given) {
        var known = expectationOf(taken).filter(Reversals::isOver);
        var line = lineOf(taken).filter(candidate -> undoes(given, candidate));
        if (known.isEmpty() || line.isEmpty()) {
            return false;
        }
        days.book(List.of(DayMatching.matched(line.get(), known.get())), taken.view().openedAt());
        days.book(List.of(DayMatching.matched(given, known.get())), back.view().openedAt());
        breaks.resolve(taken, onStatementOf(back));
        breaks.resolve(back, "reverses what is on the statement of " + taken.view().date());
        return true;
    }

    /** Only what has failed here for good may have been reversed there. */
    private static boolean isOver(Expectation known) {
        return known.status() == Expectation.Status.FAILED
                || known.status() == Expectation.Status.DECLINED;
    }

    private static boolean undoes(StatementLine given, StatementLine taken) {
        return given.gross().equals(taken.gross().negated())
                && MatchPolicy.addsUp(given)
                && MatchPolicy.addsUp(taken);
    }

    /** Whether an earlier run, which then stopped, has resolved it by the same reversal. */
    private static boolean isOf(Difference taken, Difference back) {
        return onStatementOf(back).equals(taken.view().resolution());
    }

    private static String onStatementOf(Difference back) {
        return "reversed on the statement of " + back.view().date();
    }

    private Optional<String> reversedBy(Difference back) {
        String reference = String.valueOf(back.view().reference());
        return terms.channel(back.view().source())
                .map(ReconciliationTerms.Channel::reversal)
                .filter(reference::endsWith)
                .map(mark -> reference.substring(0, reference.length() - mark.length()));
    }

    private Optional<StatementLine> lineOf(Difference difference) {
        var v = difference.view();
        return statements.line(v.source(), v.date(), difference.fileHash(), difference.row());
    }

    private Optional<Expectation> expectationOf(Difference taken) {
        String reference = String.valueOf(taken.view().reference());
        var found =
                expectations.find(taken.view().source(), taken.view().date(), List.of(reference));
        return Optional.ofNullable(found.get(reference));
    }
}
