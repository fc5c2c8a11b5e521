package io.tollbridge.reconciliation.day;

import io.tollbridge.reconciliation.day.CassandraLateStore.Late;
import io.tollbridge.reconciliation.day.CassandraStatementStore.Day;
import io.tollbridge.reconciliation.difference.BreakService;
import io.tollbridge.reconciliation.matching.Expectation;
import io.tollbridge.reconciliation.matching.ReconciliationTerms;
import io.tollbridge.starter.clock.BusinessClock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/**
 * Operations whose outcome came after their day: a day is matched once, and may have been matched
 * without them.
 */
@Service
public class LatePayments {

    /** A line that names an operation may stand so many days after the day it was sent on. */
    private static final int DAYS_ON = 7;

    private final CassandraLateStore store;
    private final CassandraExpectationStore expectations;
    private final CassandraStatementStore statements;
    private final BreakService breaks;
    private final ReconciliationTerms terms;
    private final BusinessClock clock;

    LatePayments(
            CassandraLateStore store,
            CassandraExpectationStore expectations,
            CassandraStatementStore statements,
            BreakService breaks,
            ReconciliationTerms terms,
            BusinessClock clock) {
        this.store = store;
        this.expectations = expectations;
        this.statements = statements;
        this.breaks = breaks;
        this.terms = terms;
        this.clock = clock;
    }

    /** Keeps in mind those that are paid and of a day that is past; the rest are in time. */
    void note(Collection<Expectation> known) {
        store.add(known.stream().filter(this::isLate).toList());
    }

    private boolean isLate(Expectation expectation) {
        return expectation.status() == Expectation.Status.PAID
                && terms.channel(expectation.channel())
                        .map(channel -> clock.today(channel.zone()))
                        .filter(expectation.date()::isBefore)
                        .isPresent();
    }

    /** Opens a break for each whose day was matched and that is on no line. */
    public void sweep() {
        var days = new HashMap<ChannelDay, Optional<Day>>(); // many are of one day
        store.forEach(late ->
                days.computeIfAbsent(
                                new ChannelDay(late.channel(), late.date()), this::publishedDay)
                        .ifPresent(day -> look(late, day.decidedAt())));
    }

    private Optional<Day> publishedDay(ChannelDay of) {
        return statements.day(of.channel(), of.date()).filter(Day::isPublished);
    }

    private record ChannelDay(String channel, LocalDate date) {}

    private void look(Late late, Instant at) {
        find(late)
                .filter(known -> known.status() == Expectation.Status.PAID)
                .filter(known -> known.matched() == null)
                .filter(_ -> !isOnALine(late))
                .ifPresent(expectation ->
                        breaks.open(
                                DayMatching.missing(
                                        expectation,
                                        terms.channel(late.channel()).orElse(null),
                                        at)));
        store.done(late);
    }

    private Optional<Expectation> find(Late late) {
        var found = expectations.find(late.channel(), late.date(), List.of(late.reference()));
        return Optional.ofNullable(found.get(late.reference()));
    }

    /** A line that names it and did not match is a break already, of whatever type. */
    private boolean isOnALine(Late late) {
        return Stream.iterate(late.date().minusDays(1), day -> day.plusDays(1))
                .limit(DAYS_ON + 2)
                .flatMap(day -> breaks.ofDay(late.channel(), day).stream())
                .anyMatch(known ->
                        known.isOfLine() && late.reference().equals(known.view().reference()));
    }
}
