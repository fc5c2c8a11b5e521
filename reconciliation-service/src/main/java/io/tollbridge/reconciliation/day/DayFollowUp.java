package io.tollbridge.reconciliation.day;

import io.tollbridge.contracts.channels.StatementLine;
import io.tollbridge.reconciliation.difference.BreakService;
import io.tollbridge.reconciliation.difference.Difference;
import io.tollbridge.reconciliation.matching.BreakType;
import io.tollbridge.reconciliation.matching.Expectation;
import io.tollbridge.reconciliation.matching.Match;
import io.tollbridge.reconciliation.matching.MatchPolicy;
import io.tollbridge.reconciliation.matching.ReconciliationTerms;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** What becomes of breaks of a channel's day: what was missing may come, a line may be accepted. */
@Service
public class DayFollowUp {

    private final CassandraStatementStore statements;
    private final CassandraExpectationStore expectations;
    private final DayService days;
    private final Reversals reversals;
    private final BreakService breaks;
    private final ReconciliationTerms terms;

    DayFollowUp(
            CassandraStatementStore statements,
            CassandraExpectationStore expectations,
            DayService days,
            Reversals reversals,
            BreakService breaks,
            ReconciliationTerms terms) {
        this.statements = statements;
        this.expectations = expectations;
        this.days = days;
        this.reversals = reversals;
        this.breaks = breaks;
        this.terms = terms;
    }

    /**
     * Looks at a break of a channel's day again: what was missing may have come. True when nothing
     * more follows from it.
     *
     * @param notDone all breaks that are not done with: another one of them may explain it
     */
    public boolean followUp(Difference difference, List<Difference> notDone) {
        return switch (difference.type()) {
            case MISSING_AT_CHANNEL -> resolvedByLine(difference) || !difference.isOpen();
            case CUTOFF_TIMING -> resolvedByLine(difference) || carriedOver(difference);
            case MISSING_INTERNALLY ->
                    !difference.isOpen()
                            || resolvedByExpectation(difference)
                            || reversals.pairs(difference, notDone);
            case STATUS_MISMATCH -> resolvedByExpectation(difference) || !difference.isOpen();
            case FEE_MISMATCH, AMOUNT_MISMATCH -> booked(difference);
            case CURRENCY_MISMATCH, DUPLICATE, BATCH_TOTAL_MISMATCH -> !difference.isOpen();
            case BANK_MISSING, BANK_SHORT, BANK_OVER, BANK_UNIDENTIFIED -> false;
        };
    }

    /** Breaks of a channel's day are over: if they were the last ones, the day is closed. */
    public void explained(String channel, LocalDate date) {
        days.closeIfExplained(channel, date);
    }

    private boolean resolvedByLine(Difference difference) {
        var line = expectationOf(difference).map(Expectation::matched);
        if (line.isEmpty() || !difference.isOpen()) {
            return false;
        }
        breaks.resolve(difference, "on the statement of " + line.get().date());
        return true;
    }

    /** Not on the next day's statement either: it was no matter of midnight. */
    private boolean carriedOver(Difference difference) {
        var v = difference.view();
        var next = statements.day(v.source(), v.date().plusDays(1));
        var expectation = expectationOf(difference);
        if (difference.isOpen()
                && next.isPresent()
                && next.get().isPublished()
                && expectation.isPresent()) {
            breaks.open(
                    DayMatching.missing(
                            expectation.get(), BreakType.MISSING_AT_CHANNEL, v.openedAt()));
            breaks.resolve(difference, "not on the statement of " + next.get().date() + " either");
            return true;
        }
        return !difference.isOpen();
    }

    /** We know by now what we did not when the line came. */
    private boolean resolvedByExpectation(Difference difference) {
        var line = lineOf(difference);
        if (!difference.isOpen() || line.isEmpty()) {
            return false;
        }
        var known = expectationOf(difference).orElse(null);
        var fees = terms.feesOf(line.get().channel());
        if (MatchPolicy.match(line.get(), known, fees, false) instanceof Match.Matched(var with)) {
            bookLate(line.get(), with, difference);
            breaks.resolve(difference, "known here since");
            return true;
        }
        return false;
    }

    /** An operator has accepted the fee or the amount: a line that adds up is booked as it is. */
    private boolean booked(Difference difference) {
        if (difference.isOpen()) {
            return false;
        }
        if (difference.isAccepted()) {
            var expectation = expectationOf(difference);
            lineOf(difference)
                    .filter(MatchPolicy::addsUp)
                    .ifPresent(line ->
                            expectation.ifPresent(with -> bookLate(line, with, difference)));
        }
        return true;
    }

    private void bookLate(StatementLine line, Expectation with, Difference difference) {
        days.book(List.of(DayMatching.matched(line, with)), difference.view().openedAt());
    }

    private Optional<Expectation> expectationOf(Difference difference) {
        var v = difference.view();
        String reference = v.reference();
        if (reference == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                expectations.find(v.source(), v.date(), List.of(reference)).get(reference));
    }

    private Optional<StatementLine> lineOf(Difference difference) {
        var v = difference.view();
        return statements.line(v.source(), v.date(), difference.fileHash(), difference.row());
    }
}
