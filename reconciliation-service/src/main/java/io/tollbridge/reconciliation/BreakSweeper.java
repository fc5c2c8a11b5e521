package io.tollbridge.reconciliation;

import io.tollbridge.reconciliation.bank.BankFollowUp;
import io.tollbridge.reconciliation.day.DayFollowUp;
import io.tollbridge.reconciliation.day.LatePayments;
import io.tollbridge.reconciliation.difference.BreakService;
import io.tollbridge.reconciliation.difference.Difference;
import io.tollbridge.reconciliation.matching.ReconciliationTerms;
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
        for (var difference : breaks.notDone()) {
            attempt(difference.view().id(), () -> followUp(difference));
        }
        attempt("late", late::sweep); // after what explains a line that waited for them
    }

    private void followUp(Difference difference) {
        boolean ofChannel = terms.channel(difference.view().source()).isPresent();
        boolean over = ofChannel ? days.followUp(difference) : bank.followUp(difference);
        if (over) {
            if (ofChannel) {
                days.explained(difference); // before it is done with: a crash comes back to it
            }
            breaks.find(difference.view().id()).ifPresent(breaks::done);
        }
    }

    private static void attempt(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) { // one break's trouble must not stop the others
            log.atError().addKeyValue("break.id", what).setCause(e).log("reconciliation.stuck");
        }
    }
}
