package io.tollbridge.checkout.payment;

import io.tollbridge.checkout.session.CheckoutService;
import io.tollbridge.checkout.session.CheckoutSession;
import io.tollbridge.checkout.session.CheckoutState.Paying;
import io.tollbridge.checkout.session.CheckoutStore;
import io.tollbridge.checkout.session.CheckoutStore.Appointment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps the appointments: expires what is overdue, asks out what is being paid, announces what has
 * ended. Every instance sweeps; two that meet at a session do the same thing once.
 */
@Component
@EnableScheduling
public class CheckoutSweeper {

    private static final Logger log = LoggerFactory.getLogger(CheckoutSweeper.class);
    private static final int BATCH = 200;
    private static final int MAX_HOURS_PER_SWEEP = 24 * 40;

    /** The hour before this one stays in view: siblings' clocks may lag a little. */
    private static final Duration OVERLAP = Duration.ofHours(1);

    private final CheckoutStore store;
    private final CheckoutService sessions;
    private final PaymentService payments;
    private final CheckoutCloser closer;
    private final InstantSource clock;

    CheckoutSweeper(
            CheckoutStore store,
            CheckoutService sessions,
            PaymentService payments,
            CheckoutCloser closer,
            InstantSource businessClock) {
        this.store = store;
        this.sessions = sessions;
        this.payments = payments;
        this.closer = closer;
        this.clock = businessClock;
    }

    @Scheduled(fixedDelayString = "${tollbridge.checkout.sweep-every}")
    void sweepSafely() {
        try {
            sweep();
        } catch (RuntimeException e) {
            log.atWarn().setCause(e).log("sweep.failed"); // the next one begins where this stopped
        }
    }

    /** One pass over the hours since the last one. */
    public void sweep() {
        Instant now = clock.instant();
        Instant last = now.truncatedTo(ChronoUnit.HOURS);
        Instant hour = store.sweptUntil().orElseGet(() -> beginAt(last.minus(OVERLAP)));
        boolean allKept = true;
        for (int i = 0; i < MAX_HOURS_PER_SWEEP && !hour.isAfter(last); i++) {
            allKept &= keepAll(hour, now);
            if (allKept && hour.isBefore(last.minus(OVERLAP))) {
                store.sweptUntil(hour.plus(1, ChronoUnit.HOURS));
            }
            hour = hour.plus(1, ChronoUnit.HOURS);
        }
    }

    /** Remembered at once: hours that pass while nobody sweeps are caught up on. */
    private Instant beginAt(Instant hour) {
        store.sweptUntil(hour);
        return hour;
    }

    private boolean keepAll(Instant hour, Instant now) {
        var due = store.due(hour, now, BATCH);
        boolean allKept = due.size() < BATCH;
        for (Appointment appointment : due) {
            allKept &= keep(appointment);
        }
        return allKept;
    }

    private boolean keep(Appointment appointment) {
        try {
            var session =
                    sessions.find(appointment.sessionId()).map(payments::look).map(closer::close);
            boolean ended = session.map(s -> s.state().isEnded()).orElse(false);
            boolean told = session.map(CheckoutSession::announced).orElse(false);
            if (ended && !told) {
                return false;
            }
            if (session.isPresent() && session.get().state() instanceof Paying paying) {
                sessions.lookAgain(appointment.sessionId(), patience(paying));
            }
            store.keep(appointment);
            return true;
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("session.id", appointment.sessionId())
                    .setCause(e)
                    .log("appointment.missed");
            return false;
        }
    }

    private Duration patience(Paying paying) {
        var age = Duration.between(paying.current().since(), clock.instant());
        return age.compareTo(Duration.ofMinutes(2)) < 0
                ? Duration.ofSeconds(5)
                : age.compareTo(Duration.ofHours(1)) < 0
                        ? Duration.ofMinutes(1)
                        : Duration.ofMinutes(15);
    }
}
