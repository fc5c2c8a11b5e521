package io.tollbridge.coreengine.command;

import io.tollbridge.contracts.payments.AttemptResolution;
import io.tollbridge.contracts.payments.ConfirmPayment;
import io.tollbridge.contracts.payments.CreatePayment;
import io.tollbridge.contracts.payments.ResolutionAnswer;
import io.tollbridge.coreengine.deadline.CassandraHoldDeadlines;
import io.tollbridge.coreengine.payment.Attempt;
import io.tollbridge.coreengine.payment.Operation;
import io.tollbridge.coreengine.payment.OutcomePolicy;
import io.tollbridge.coreengine.payment.Payment;
import io.tollbridge.coreengine.payment.PaymentEvent;
import io.tollbridge.coreengine.payment.PaymentState;
import io.tollbridge.coreengine.payment.RequestKey;
import io.tollbridge.coreengine.payment.RiskOutcome;
import io.tollbridge.coreengine.routing.ChannelDirectory;
import io.tollbridge.coreengine.sibling.RiskDesk;
import io.tollbridge.coreengine.sibling.Verdicts;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.CardToken;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.starter.aggregate.AggregateStore.Outcome;
import io.tollbridge.starter.crash.Crash;
import io.tollbridge.starter.logging.LogContext;
import io.tollbridge.starter.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The commands on payments: load, decide, store, call, store. */
final class PaymentService {

    private static final Logger log = LoggerFactory.getLogger(PaymentService.class);

    private final PaymentStore store;
    private final CassandraOrderReferences references;
    private final RiskDesk risk;
    private final ChannelDirectory routing;
    private final Attempts attempts;
    private final PlanRunner runner;
    private final InstantSource clock;
    private final CassandraHoldDeadlines deadlines;
    private final Duration holdsLast;
    private final byte[] idSalt;

    PaymentService(
            PaymentStore store,
            CassandraOrderReferences references,
            RiskDesk risk,
            ChannelDirectory routing,
            Attempts attempts,
            PlanRunner runner,
            Settings settings) {
        this.store = store;
        this.references = references;
        this.risk = risk;
        this.routing = routing;
        this.attempts = attempts;
        this.runner = runner;
        this.clock = settings.clock();
        this.deadlines = settings.deadlines();
        this.holdsLast = settings.holdsLast();
        this.idSalt = settings.idSalt();
    }

    /** What the service is given besides its colleagues. */
    record Settings(
            InstantSource clock,
            CassandraHoldDeadlines deadlines,
            Duration holdsLast,
            byte[] idSalt) {}

    // ---- commands

    Reply create(MerchantId merchant, Mode mode, CreatePayment asked, RequestKey request) {
        var order = PaymentRequests.order(asked, merchant, mode);
        var token = PaymentRequests.token(asked.paymentMethod());
        boolean confirm = Boolean.TRUE.equals(asked.confirm());
        if (confirm && token == null) {
            throw PaymentRequests.invalid(
                    "payment_method", "payment_method: absent (expected: one, to confirm with)");
        }
        var id = PaymentStore.idOf(idSalt, order, request.key());
        var subject = new Replies.Subject.OfPayment(true);
        Function<PaymentStore.Stored, Plan> decide =
                stored -> {
                    PlanRunner.mustBeNew(stored, request);
                    attempts.mayBegin(order);
                    references.claim(order, id); // each time: a fence may have undone the last one
                    Instant now = clock.instant();
                    var steps = new Steps(Payment.begin(id, order, request, token, now));
                    steps.then(new PaymentEvent.Created(now));
                    return confirm && token != null
                            ? open(steps, token, asked.shopperIp(), request, subject)
                            : new Plan(steps, null, subject, List.of());
                };
        // Most keys are new: decide on an empty place first, look only when that fails.
        return runner.run(id, request, PaymentStore.Stored.absent(id), decide);
    }

    Reply confirm(PaymentId id, ConfirmPayment asked, RequestKey request) {
        var chosen = PaymentRequests.token(asked.paymentMethod());
        return runner.run(
                id,
                request,
                null,
                stored -> {
                    Payment payment = present(stored, id);
                    var token = chosen == null ? payment.token() : chosen;
                    if (token == null) {
                        throw PaymentRequests.invalid(
                                "payment_method", "payment_method: absent (expected: one)");
                    }
                    PlanRunner.allowed(
                            payment,
                            "confirm",
                            List.of(
                                    PaymentState.RequiresPaymentMethod.class,
                                    PaymentState.RequiresConfirmation.class));
                    var subject = new Replies.Subject.OfPayment(false);
                    return open(
                            new Steps(payment.paidWith(token)),
                            token,
                            asked.shopperIp(),
                            request,
                            subject);
                });
    }

    Payment read(PaymentId id) {
        return present(store.load(id), id);
    }

    /**
     * Takes what compensation found out about an open attempt. Repeating it changes nothing. That
     * nothing is known yet is news as well: an attempt that was merely sent becomes unknown, and
     * from then on only compensation moves it.
     */
    ResolutionAnswer resolve(PaymentId id, AttemptId attemptId, AttemptResolution found) {
        try (var _ = LogContext.of(attemptId)) {
            return settle(id, attemptId, found);
        }
    }

    private ResolutionAnswer settle(PaymentId id, AttemptId attemptId, AttemptResolution found) {
        var word = Verdicts.foundOut(found.answer());
        for (int i = 0; i < PlanRunner.TRIES; i++) {
            var stored = store.load(id);
            Payment payment = present(stored, id);
            Attempt attempt =
                    payment.attempt(attemptId)
                            .orElseThrow(
                                    () -> ProblemException.notFound("attempt", attemptId.value()));
            if (!attempt.isOpen()) {
                return alreadyOver(payment, attempt, word);
            }
            if (word == OutcomePolicy.Word.NOTHING && attempt.status() == Attempt.Status.UNKNOWN) {
                return new ResolutionAnswer(false, false, PaymentViews.of(payment));
            }
            var merchant = attempts.merchant(payment.order());
            var event = attempts.judge(attempt, word, found.answer(), merchant);
            if (attempts.settle(stored, attempt, event) instanceof Outcome.Applied) {
                boolean settles = !(event instanceof PaymentEvent.Unclear);
                return new ResolutionAnswer(settles, false, PaymentViews.of(payment.after(event)));
            }
        }
        throw PlanRunner.busy();
    }

    private static ResolutionAnswer alreadyOver(
            Payment payment, Attempt attempt, OutcomePolicy.Word word) {
        var view = PaymentViews.of(payment);
        return switch (OutcomePolicy.compare(attempt, word)) {
            case AGREES -> new ResolutionAnswer(true, false, view);
            case CAME_BACK -> new ResolutionAnswer(false, true, view);
            case CONTRADICTS -> {
                log.atError()
                        .addKeyValue("attempt.status", attempt.status().wire())
                        .addKeyValue("attempt.word", word)
                        .log("payment.contradicted"); // the case ends on the list for people
                yield new ResolutionAnswer(false, false, view);
            }
        };
    }

    // ---- plans

    /** Risk, route, and the attempt that opens a payment. */
    private Plan open(
            Steps steps,
            CardToken token,
            @Nullable String shopperIp,
            RequestKey request,
            Replies.Subject subject) {
        Payment payment = steps.payment();
        if (payment.attempts().size() >= Payment.MAX_ATTEMPTS) {
            throw ProblemException.conflict("too_many_attempts", "make a new payment");
        }
        var order = payment.order();
        List<String> channels = routing.candidates("card", order.amount().currency());
        Attempt attempt =
                Attempt.sent(
                        payment.nextAttemptId(),
                        channels.isEmpty() ? "none" : channels.getFirst(),
                        order.automaticCapture() ? Operation.PURCHASE : Operation.AUTHORISE,
                        order.amount(),
                        clock.instant(),
                        request);
        if (channels.isEmpty()) {
            throw ProblemException.unavailable(
                    "no_channel", "no channel can take this payment now", Duration.ofSeconds(5));
        }
        RiskOutcome outcome =
                risk.assess(payment, attempt.id(), attempt.amount(), token.face(), shopperIp);
        Instant now = clock.instant();
        if (outcome.blocks()) {
            steps.then(PaymentEvent.Refused.byRisk(now, attempt, outcome));
            return new Plan(steps, null, subject, List.of());
        }
        if (attempt.operation() == Operation.AUTHORISE) {
            steps.holdUntil(note(payment.id(), now));
        }
        steps.then(new PaymentEvent.Sent(now, attempt, outcome));
        return new Plan(steps, attempt, subject, channels.subList(1, channels.size()));
    }

    /** Durable before the hold can exist: nobody else would remember to end it. */
    private Instant note(PaymentId id, Instant now) {
        var deadline = new CassandraHoldDeadlines.Deadline(now.plus(holdsLast), id);
        deadlines.note(deadline);
        Crash.at("core.deadline-noted");
        return deadline.at();
    }

    private static Payment present(PaymentStore.Stored stored, PaymentId id) {
        return PlanRunner.present(stored, id);
    }
}
