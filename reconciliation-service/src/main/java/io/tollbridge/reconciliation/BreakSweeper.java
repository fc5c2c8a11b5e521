package io.tollbridge.reconciliation;

import io.tollbridge.reconciliation.bank.BankFollowUp;
import io.tollbridge.reconciliation.day.DayFollowUp;
import io.tollbridge.reconciliation.day.LatePayments;
import io.tollbridge.reconciliation.difference.BreakService;
import io.tollbridge.reconciliation.difference.Difference;
import io.tollbridge.reconciliation.matching.ReconciliationTerms;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks at open breaks and at waiting bank entries again: what explains them may have come. Several
 * instances may sweep at once: every step is conditional or repeatable.
 */
@Component
class BreakSweeper {

    private static final Logger log = LoggerFactory.getLogger(BreakSweeper.class);

    private final BreakService breaks;
    private final DayFollowUp days;
    private final LatePayments late;
    private final BankFollowUp bank;
    private final ReconciliationTerms terms;

    BreakSweeper(
            BreakService breaks,
            DayFollowUp days,
            LatePayments late,
            BankFollowUp bank,
            ReconciliationTerms terms) {
        this.breaks = breaks;
        this.days = days;
        this.late = late;
        this.bank = bank;
        this.terms = terms;
    }

    @Scheduled(fixedDelayString = "${tollbridge.reconciliation.sweep-interval}")
    synchronized void sweep() {
        attempt("bank", bank::sweep);
        var over = new LinkedHashMap<LocalDate, List<Difference>>();
        var notDone = breaks.notDone();
        for (var difference : notDone) {
            attempt(
                    difference.view().id(),
                    () -> {
                        if (followUp(difference, notDone)) {
                            over.computeIfAbsent(difference.view().date(), _ -> new ArrayList<>())
                                    .add(difference);
                        }
                    });
        }
        attempt("late", late::sweep); // after what explains a line that waited for them
        over.forEach((date, ofDate) -> attempt(date.toString(), () -> finish(ofDate)));
    }

    /** Whether nothing more follows from a break. */
    private boolean followUp(Difference difference, List<Difference> notDone) {
        return isOfChannel(difference)
                ? days.followUp(difference, notDone)
                : bank.followUp(difference);
    }

    /** Days first, once for all of their breaks: a crash comes back to what is not done with. */
    private void finish(List<Difference> ofDate) {
        ofDate.stream()
                .filter(this::isOfChannel)
                .map(difference -> difference.view().source())
                .distinct()
                .forEach(channel -> days.explained(channel, ofDate.getFirst().view().date()));
        ofDate.forEach(over -> breaks.find(over.view().id()).ifPresent(breaks::done));
    }

    private boolean isOfChannel(Difference difference) {
        return terms.channel(difference.view().source()).isPresent();
    }

    private static void attempt(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) { // one break's trouble must not stop the others
            log.atError().addKeyValue("break.id", what).setCause(e).log("reconciliation.stuck");
        }
    }
}
