package io.tollbridge.coreengine.command;

import io.tollbridge.contracts.channels.DisputeNotice;
import io.tollbridge.coreengine.payment.Dispute;
import io.tollbridge.coreengine.payment.DisputeLifecycle.Word;
import io.tollbridge.coreengine.payment.DisputePolicy;
import io.tollbridge.coreengine.payment.Payment;
import io.tollbridge.coreengine.payment.PaymentEvent;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.starter.aggregate.AggregateStore.Outcome;
import io.tollbridge.starter.crash.Crash;
import io.tollbridge.starter.event.NotYetException;
import io.tollbridge.starter.logging.LogContext;
import java.time.InstantSource;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records what channels say of disputes: a notice is one conditional write, and one that came
 * before writes nothing. What contradicts the payment is parked, for people.
 */
final class DisputeNotices {

    private static final Logger log = LoggerFactory.getLogger(DisputeNotices.class);

    private final PaymentStore store;
    private final Attempts attempts;
    private final Turns turns;
    private final InstantSource clock;

    DisputeNotices(PaymentStore store, Attempts attempts, Turns turns, InstantSource clock) {
        this.store = store;
        this.attempts = attempts;
        this.turns = turns;
        this.clock = clock;
    }

    /** Applies a notice to its payment. */
    void take(DisputeNotice notice) {
        PaymentId id =
                notice.original()
                        .payment()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        notice + " (expected: an attempt of a payment)"));
        try (var _ = LogContext.of(id)) {
            var turn = turns.of(id);
            turn.lock();
            try {
                apply(id, notice);
            } finally {
                turn.unlock();
            }
        }
    }

    private void apply(PaymentId id, DisputeNotice notice) {
        for (int i = 0; i < PlanRunner.TRIES; i++) {
            var stored = store.load(id);
            Payment payment = PlanRunner.present(stored, id);
            switch (DisputePolicy.judge(payment, read(notice), today(payment))) {
                case DisputePolicy.Verdict.Known() -> {
                    return;
                }
                case DisputePolicy.Verdict.TooEarly(String missing) ->
                        throw new NotYetException(missing + " (expected: recorded before)");
                case DisputePolicy.Verdict.Follows(var events) -> {
                    var steps = new Steps(payment);
                    events.forEach(steps::then);
                    if (store.append(stored, steps, null, clock.instant())
                            instanceof Outcome.Applied) {
                        Crash.at("core.dispute-noted");
                        tell(steps.payment(), events.getLast());
                        return;
                    }
                }
            }
        }
        throw new NotYetException(id + " is being moved by others");
    }

    private static DisputePolicy.Notice read(DisputeNotice notice) {
        Word word =
                switch (notice.outcome()) {
                    case RAISED -> new Word.Raised(Dispute.Stage.of(notice.stage()));
                    case WON -> new Word.Won();
                    case LOST -> new Word.Lost();
                };
        return new DisputePolicy.Notice(
                notice.channel(),
                notice.caseReference(),
                notice.sequence(),
                notice.original(),
                word,
                notice.amount(),
                notice.reason(),
                notice.movement(),
                notice.respondBefore(),
                notice.at());
    }

    private LocalDate today(Payment payment) {
        return Attempts.settlementDate(attempts.merchant(payment.order()), clock.instant());
    }

    private static void tell(Payment payment, PaymentEvent.DisputeChanged last) {
        log.atInfo()
                .addKeyValue("dispute.id", last.dispute().id())
                .addKeyValue("dispute.status", last.dispute().status().wire())
                .addKeyValue("payment.review", payment.review())
                .log("dispute.moved");
    }
}
