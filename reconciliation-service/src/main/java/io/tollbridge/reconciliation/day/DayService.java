package io.tollbridge.reconciliation.day;

import io.tollbridge.contracts.channels.StatementCompleted;
import io.tollbridge.contracts.channels.StatementLine;
import io.tollbridge.contracts.reconciliation.DayClosed;
import io.tollbridge.contracts.reconciliation.LineMatched;
import io.tollbridge.kernel.Ids;
import io.tollbridge.reconciliation.bank.FundingService;
import io.tollbridge.reconciliation.day.CassandraStatementStore.Day;
import io.tollbridge.reconciliation.difference.BreakService;
import io.tollbridge.reconciliation.difference.Difference;
import io.tollbridge.reconciliation.matching.BreakType;
import io.tollbridge.reconciliation.matching.Expectation.LineRef;
import io.tollbridge.reconciliation.matching.ReconciliationTerms;
import io.tollbridge.starter.crash.Crash;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.event.OutgoingEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Decides a day once, publishes what was decided, closes it when every break is explained. */
@Service
class DayService {

    private static final Logger log = LoggerFactory.getLogger(DayService.class);
    private static final int PORTION = 100;

    private final CassandraStatementStore statements;
    private final CassandraExpectationStore expectations;
    private final BreakService breaks;
    private final FundingService fundings;
    private final EventPublisher publisher;
    private final ReconciliationTerms terms;
    private final InstantSource clock;

    DayService(
            CassandraStatementStore statements,
            CassandraExpectationStore expectations,
            BreakService breaks,
            FundingService fundings,
            EventPublisher publisher,
            ReconciliationTerms terms,
            InstantSource clock) {
        this.statements = statements;
        this.expectations = expectations;
        this.breaks = breaks;
        this.fundings = fundings;
        this.publisher = publisher;
        this.terms = terms;
        this.clock = clock;
    }

    boolean isDecided(StatementCompleted statement) {
        return statements.day(statement.channel(), statement.date()).isPresent();
    }

    /**
     * Matches a statement, and closes its day if nothing differs. The same file again changes
     * nothing; another file for a decided day is refused with a break.
     */
    void reconcile(StatementCompleted statement) {
        var before = statements.day(statement.channel(), statement.date());
        var day = before.orElseGet(() -> decide(statement));
        if (!day.fileHash().equals(statement.fileHash())) {
            refuse(statement, day);
        }
        if (!day.isPublished()) {
            publish(day);
            fundings.owed(day.channel(), day.date(), day.totals());
            Crash.at("reconciliation.funding-expected");
            statements.published(day, now());
        }
        closeIfExplained(day.channel(), day.date());
    }

    /** Closes a day whose breaks are all resolved; no earlier, and once. */
    void closeIfExplained(String channel, LocalDate date) {
        var day = statements.day(channel, date).orElse(null);
        if (day != null && day.isPublished() && day.closedAt() == null) {
            breaks.lastResolution(channel, date, day.decidedAt()).ifPresent(at -> close(day, at));
        }
    }

    private Day decide(StatementCompleted statement) {
        var at = now();
        var run = new Run(statement, Ids.sortable(at), at);
        var matching = new DayMatching(statement, terms, at, run::matched, run::differs);
        var portion = new ArrayList<StatementLine>(PORTION);
        try (var lines =
                statements.lines(statement.channel(), statement.date(), statement.fileHash())) {
            lines.forEach(line -> {
                portion.add(line);
                if (portion.size() == PORTION) {
                    match(matching, statement, portion);
                }
            });
        }
        match(matching, statement, portion);
        expectations.forEach(statement.channel(), statement.date(), matching::expectation);
        matching.totals();
        run.flush();
        Crash.at("reconciliation.outcomes-stored");
        statements.decide(run.day());
        Crash.at("reconciliation.day-decided");
        return statements.day(statement.channel(), statement.date()).orElseThrow();
    }

    private void match(
            DayMatching matching, StatementCompleted statement, List<StatementLine> portion) {
        var references = portion.stream().map(StatementLine::reference).distinct().toList();
        matching.lines(
                List.copyOf(portion),
                expectations.find(statement.channel(), statement.date(), references));
        portion.clear();
    }

    /** Collects what a run decides; it counts when its day is decided by it. */
    private final class Run {
        private final StatementCompleted statement;
        private final String id;
        private final Instant at;
        private final List<Object> portion = new ArrayList<>(PORTION);
        private int matched;
        private int breaks;

        Run(StatementCompleted statement, String id, Instant at) {
            this.statement = statement;
            this.id = id;
            this.at = at;
        }

        void matched(LineMatched line) {
            matched++;
            keep(line);
        }

        void differs(Difference difference) {
            breaks++;
            keep(difference);
        }

        private void keep(Object decided) {
            portion.add(decided);
            if (portion.size() == PORTION) {
                flush();
            }
        }

        void flush() {
            statements.addOutcomes(day(), matched + breaks - portion.size(), portion);
            portion.clear();
        }

        Day day() {
            return new Day(
                    statement.channel(),
                    statement.date(),
                    statement.fileHash(),
                    id,
                    statement.rows(),
                    matched,
                    breaks,
                    statement.totals(),
                    at,
                    null,
                    null);
        }
    }

    private void publish(Day day) {
        var lines = new ArrayList<LineMatched>(PORTION);
        try (var outcomes = statements.outcomes(day)) {
            outcomes.forEach(outcome -> {
                if (outcome instanceof LineMatched line) {
                    lines.add(line);
                } else {
                    breaks.open((Difference) outcome);
                }
                if (lines.size() == PORTION) {
                    book(lines, day.decidedAt());
                    lines.clear();
                }
            });
        }
        book(lines, day.decidedAt());
        Crash.at("reconciliation.outcomes-published");
    }

    /** Marks what stands on these lines of one statement as matched, and says so. */
    void book(List<LineMatched> lines, Instant at) {
        if (lines.isEmpty()) {
            return;
        }
        var references = lines.stream().map(line -> line.reference().value()).toList();
        var first = lines.getFirst();
        var found = expectations.find(first.channel(), first.date(), references);
        for (var line : lines) {
            var expectation = found.get(line.reference().value());
            if (expectation != null) {
                var ref = new LineRef(line.date(), line.fileHash(), line.row());
                expectations.matched(expectation, ref);
            }
        }
        publisher.publish(lines.stream().map(line -> outgoing(line, at)).toList());
    }

    private static OutgoingEvent outgoing(LineMatched line, Instant at) {
        String id = "stl_" + line.channel() + "_" + line.date() + ":" + line.row();
        return new OutgoingEvent(line, line.channel(), id, line.row(), at);
    }

    private void close(Day day, Instant at) {
        var event =
                new DayClosed(day.channel(), day.date(), day.matched(), day.breaks(), day.totals());
        String id = "day_" + day.channel() + "_" + day.date() + ":1";
        publisher.publish(List.of(new OutgoingEvent(event, day.channel(), id, 1, at)));
        Crash.at("reconciliation.closing-published");
        statements.close(day, at);
        log.atInfo()
                .addKeyValue("channel", day.channel())
                .addKeyValue("statement.date", day.date())
                .addKeyValue("statement.matched", day.matched())
                .addKeyValue("statement.breaks", day.breaks())
                .log("reconciliation.day_closed");
    }

    private void refuse(StatementCompleted statement, Day day) {
        breaks.open(
                Difference.open(
                        new Difference.About(
                                statement.channel(),
                                statement.date(),
                                BreakType.DUPLICATE,
                                statement.fileHash()),
                        new Difference.Figures(
                                null,
                                null,
                                "another statement for a day decided by " + day.fileHash()),
                        null,
                        day.decidedAt()));
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
