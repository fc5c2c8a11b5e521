package io.tollbridge.coreengine.command;

import io.tollbridge.contracts.channels.ChannelAnswer;
import io.tollbridge.contracts.merchants.MerchantChanged;
import io.tollbridge.contracts.merchants.MerchantProfile;
import io.tollbridge.coreengine.payment.Attempt;
import io.tollbridge.coreengine.payment.Order;
import io.tollbridge.coreengine.payment.OutcomePolicy;
import io.tollbridge.coreengine.payment.Payment;
import io.tollbridge.coreengine.payment.PaymentEvent;
import io.tollbridge.coreengine.payment.RequestKey;
import io.tollbridge.coreengine.payment.SettlementDatePolicy;
import io.tollbridge.coreengine.sibling.ChannelDesk;
import io.tollbridge.coreengine.sibling.Verdicts;
import io.tollbridge.starter.aggregate.AggregateStore.Outcome;
import io.tollbridge.starter.aggregate.Answer;
import io.tollbridge.starter.crash.Crash;
import io.tollbridge.starter.event.MirrorTable;
import io.tollbridge.starter.logging.LogContext;
import io.tollbridge.starter.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of an attempt: written, sent, its outcome written. If the process dies on the way the
 * attempt is found open by compensation, which asks the channel.
 */
final class Attempts {

    private static final Logger log = LoggerFactory.getLogger(Attempts.class);

    private final PaymentStore store;
    private final ChannelDesk channels;
    private final MirrorTable<MerchantChanged> merchants;
    private final Turns turns;
    private final Replies replies;
    private final InstantSource clock;

    Attempts(
            PaymentStore store,
            ChannelDesk channels,
            MirrorTable<MerchantChanged> merchants,
            Turns turns,
            Replies replies,
            InstantSource clock) {
        this.store = store;
        this.channels = channels;
        this.merchants = merchants;
        this.turns = turns;
        this.replies = replies;
        this.clock = clock;
    }

    /**
     * An attempt that is written and can go out.
     *
     * @param subject what the caller wants to see in the end
     * @param others channels to go on to when this one provably was not reached
     */
    record Ready(
            PaymentStore.Stored stored,
            Attempt attempt,
            RequestKey request,
            Replies.Subject subject,
            List<String> others) {}

    /** Sends it and records what the channel says. */
    Reply carryOut(Ready ready) {
        try (var _ = LogContext.of(ready.attempt().id())) {
            return sendAndRecord(ready);
        }
    }

    private Reply sendAndRecord(Ready ready) {
        var payment = present(ready.stored());
        var merchant = merchant(payment.order());
        Crash.at("core.sent", ready.attempt().operation().wire());
        ChannelAnswer answer = channels.send(payment, ready.attempt(), merchant.mcc());
        Crash.at("core.answered", ready.attempt().operation().wire());
        var turn = turns.of(payment.id());
        Recorded recorded;
        turn.lock();
        try {
            recorded = recordAnswer(ready, answer, merchant);
        } finally {
            turn.unlock();
        }
        return switch (recorded) {
            case Recorded.Over(Reply reply, Ready next) -> {
                goOn(next);
                yield reply;
            }
            case Recorded.GoesOn(Ready next) -> carryOut(next);
        };
    }

    /** What was written after a channel's answer. */
    private sealed interface Recorded {
        /** The outcome, and perhaps what has to follow on it. */
        record Over(Reply reply, @Nullable Ready next) implements Recorded {}

        /** The attempt at the next channel. */
        record GoesOn(Ready next) implements Recorded {}
    }

    private Recorded recordAnswer(Ready ready, ChannelAnswer answer, MerchantProfile merchant) {
        var stored = ready.stored();
        for (int i = 0; i < PlanRunner.TRIES; i++) {
            Payment before = present(stored);
            Attempt open = before.attempt(ready.attempt().id()).orElseThrow();
            if (open.status() != Attempt.Status.SENT) {
                // compensation has it: what it wrote is the answer
                return new Recorded.Over(answered(before, open), null);
            }
            var steps = new Steps(before).then(judge(open, answer, merchant));
            if (answer.verdict() == ChannelAnswer.Verdict.NOT_SENT && !ready.others().isEmpty()) {
                var next = nextChannel(ready, steps);
                if (record(stored, steps, null) instanceof Outcome.Applied) {
                    return new Recorded.GoesOn(next.on(stored.moved(steps.payment())));
                }
            } else {
                Attempt next = FollowOn.add(open, steps, clock.instant());
                Attempt after = steps.payment().attempt(open.id()).orElseThrow();
                var reply = replies.of(steps.payment(), ready.subject(), after);
                var outcome = record(stored, steps, Replies.stored(ready.request(), reply));
                if (outcome instanceof Outcome.Applied) {
                    tell(steps.payment(), after);
                    return new Recorded.Over(reply, ready(stored, steps, next));
                }
            }
            stored = store.load(before.id());
        }
        throw PlanRunner.busy();
    }

    private static @Nullable Ready ready(
            PaymentStore.Stored stored, Steps steps, @Nullable Attempt next) {
        return next == null
                ? null
                : new Ready(
                        stored.moved(steps.payment()),
                        next,
                        next.request(),
                        Replies.subjectOf(steps.payment(), next),
                        List.of());
    }

    /** Whoever asked for what came before has his answer whatever becomes of this. */
    private void goOn(@Nullable Ready next) {
        if (next == null) {
            return;
        }
        try {
            var _ = carryOut(next);
        } catch (ProblemException e) {
            log.atWarn().setCause(e).log("attempt.left_open"); // compensation finds it
        }
    }

    /** The answer that was written with what became of an attempt. */
    private Reply answered(Payment payment, Attempt attempt) {
        return store.answer(payment.id(), attempt.request().key())
                .map(answer -> new Reply(answer.status(), answer.body(), false))
                .orElseThrow(PlanRunner::inFlight);
    }

    /**
     * Writes what somebody else found out about an open attempt. Whoever asked for it may have got
     * no answer: then the outcome brings it, so that asking again gives the same for ever.
     */
    Outcome settle(PaymentStore.Stored stored, Attempt attempt, PaymentEvent event) {
        var steps = new Steps(present(stored)).then(event);
        Attempt next = FollowOn.add(attempt, steps, clock.instant());
        var payment = steps.payment();
        var request = attempt.request();
        Attempt after = payment.attempt(attempt.id()).orElseThrow();
        Answer answer = null;
        if (!after.isOpen() && store.answer(payment.id(), request.key()).isEmpty()) {
            var reply = replies.of(payment, Replies.subjectOf(payment, after), after);
            answer = Replies.stored(request, reply);
        }
        var outcome = record(stored, steps, answer);
        if (outcome instanceof Outcome.Applied) {
            tell(payment, after);
            goOn(ready(stored, steps, next));
        }
        return outcome;
    }

    private record Next(Attempt attempt, Ready from, List<String> others) {
        Ready on(PaymentStore.Stored stored) {
            return new Ready(stored, attempt, from.request(), from.subject(), others);
        }
    }

    /** The channel was provably not reached: the next one gets an attempt of its own. */
    private Next nextChannel(Ready ready, Steps steps) {
        Attempt failed = ready.attempt();
        var attempt =
                Attempt.sent(
                        steps.payment().nextAttemptId(),
                        ready.others().getFirst(),
                        failed.operation(),
                        failed.amount(),
                        clock.instant(),
                        failed.request());
        steps.then(new PaymentEvent.Sent(attempt.sentAt(), attempt, null));
        return new Next(attempt, ready, ready.others().subList(1, ready.others().size()));
    }

    private Outcome record(PaymentStore.Stored stored, Steps steps, @Nullable Answer answer) {
        var outcome = store.append(stored, steps, answer, clock.instant());
        if (outcome instanceof Outcome.Unclear) {
            throw ProblemException.unavailable(
                    "store_unavailable",
                    "the outcome could not be recorded yet; send the same request again",
                    Duration.ofSeconds(2));
        }
        return outcome;
    }

    /** The event that a channel's fresh answer amounts to. */
    private PaymentEvent judge(Attempt attempt, ChannelAnswer answer, MerchantProfile merchant) {
        return judge(attempt, Verdicts.fresh(attempt, answer), answer, merchant);
    }

    /** The event that a verdict amounts to, dated now. */
    PaymentEvent judge(
            Attempt attempt,
            OutcomePolicy.Word word,
            ChannelAnswer answer,
            MerchantProfile merchant) {
        Instant now = clock.instant();
        return OutcomePolicy.judge(
                attempt,
                word,
                answer.amount(),
                Verdicts.result(answer),
                now,
                settlementDate(merchant, now));
    }

    /** The merchant's business day that money moved at that time belongs to. */
    static LocalDate settlementDate(MerchantProfile merchant, Instant at) {
        return SettlementDatePolicy.dateOf(
                at, ZoneId.of(merchant.timeZone()), LocalTime.parse(merchant.cutoff()));
    }

    /** The merchant, known from its events. What is under way goes on even if it is suspended. */
    MerchantProfile merchant(Order order) {
        return merchants.await(order.merchantId().value(), Duration.ofSeconds(3)).merchant();
    }

    /** 403 when the merchant may not begin payments. */
    void mayBegin(Order order) {
        if (!merchant(order).status().equals("active")) {
            throw ProblemException.forbidden("merchant " + order.merchantId() + " is suspended");
        }
    }

    private static void tell(Payment payment, Attempt attempt) {
        log.atInfo()
                .addKeyValue("payment.state", payment.state().wire())
                .addKeyValue("attempt.status", attempt.status().wire())
                .log("payment.moved");
    }

    private static Payment present(PaymentStore.Stored stored) {
        Payment payment = stored.payment();
        if (payment == null) {
            throw new IllegalStateException("no payment at " + stored.aggregate().id());
        }
        return payment;
    }
}
