package io.tollbridge.coreengine.command;

import io.tollbridge.coreengine.payment.Operation;
import io.tollbridge.coreengine.payment.Payment;
import io.tollbridge.coreengine.payment.PaymentState;
import io.tollbridge.coreengine.payment.RequestKey;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.starter.aggregate.AggregateStore.Outcome;
import io.tollbridge.starter.logging.LogContext;
import io.tollbridge.starter.problem.ProblemException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs a command once per idempotency key: load, decide, write, and carry out what was written. */
final class PlanRunner {

    static final int TRIES = 5;

    private final PaymentStore store;
    private final Attempts attempts;
    private final Replies replies;
    private final InstantSource clock;

    private final Turns turns;

    PlanRunner(
            PaymentStore store,
            Attempts attempts,
            Turns turns,
            Replies replies,
            InstantSource clock) {
        this.store = store;
        this.attempts = attempts;
        this.turns = turns;
        this.replies = replies;
        this.clock = clock;
    }

    /**
     * Runs a command.
     *
     * @param first what to decide on without looking; null to look. What is refused on such a guess
     *     is decided again on what is there, where the request may have its answer
     * @param decide makes the plan; called again when somebody else moved the payment meanwhile
     */
    Reply run(
            PaymentId id,
            RequestKey request,
            PaymentStore.@Nullable Stored first,
            Function<PaymentStore.Stored, Plan> decide) {
        try (var _ = LogContext.of(id)) {
            return runInTurn(id, request, first, decide);
        }
    }

    private Reply runInTurn(
            PaymentId id,
            RequestKey request,
            PaymentStore.@Nullable Stored first,
            Function<PaymentStore.Stored, Plan> decide) {
        PaymentStore.Stored guess = first;
        for (int i = 0; i < TRIES; i++) {
            Attempts.Ready ready;
            ReentrantLock turn = turns.of(id);
            turn.lock();
            try {
                var stored = guess == null ? store.load(id) : guess;
                if (guess == null) {
                    Reply earlier = earlier(stored, request);
                    if (earlier != null) {
                        return earlier;
                    }
                }
                Plan plan;
                try {
                    plan = decide.apply(stored);
                } catch (RuntimeException refused) {
                    if (guess == null) {
                        throw refused;
                    }
                    guess = null;
                    continue;
                }
                Reply reply = null;
                if (plan.attempt() == null) {
                    Payment after = plan.steps().payment();
                    var last = plan.steps().touched().stream().findFirst().orElse(null);
                    reply = replies.of(after, plan.subject(), last);
                }
                var answer = reply == null ? null : Replies.stored(request, reply);
                switch (store.append(stored, plan.steps(), answer, clock.instant())) {
                    case Outcome.Applied _ -> {
                        if (reply != null) {
                            return reply;
                        }
                        ready = ready(stored.moved(plan.steps().payment()), plan, request);
                    }
                    case Outcome.Overtaken _ -> {
                        guess = null;
                        continue;
                    }
                    case Outcome.Unclear _ ->
                            throw ProblemException.unavailable(
                                    "store_unavailable",
                                    "it is not known whether this was taken; send it again",
                                    Duration.ofSeconds(2));
                }
            } finally {
                turn.unlock();
            }
            return attempts.carryOut(ready);
        }
        throw busy();
    }

    private static Attempts.Ready ready(PaymentStore.Stored stored, Plan plan, RequestKey request) {
        var attempt = Objects.requireNonNull(plan.attempt());
        return new Attempts.Ready(stored, attempt, request, plan.subject(), plan.others());
    }

    /** The answer that this request already has; null when it is new. */
    private @Nullable Reply earlier(PaymentStore.Stored stored, RequestKey request) {
        Payment payment = stored.payment();
        if (payment == null) {
            return null;
        }
        var answer = store.answer(payment.id(), request.key());
        if (answer.isPresent()) {
            sameRequest(
                    new RequestKey(
                            request.key(), HexFormat.of().formatHex(answer.get().requestHash())),
                    request);
            return new Reply(answer.get().status(), answer.get().body(), true);
        }
        var caused = payment.causedBy(request.key());
        if (caused.isEmpty()) {
            return null;
        }
        // Without an answer somebody still works on it; should he have died, compensation soon
        // writes the answer together with what it found out.
        sameRequest(caused.get().request(), request);
        throw inFlight();
    }

    /** Refuses to create what is there already; the caller's own retry finds its answer before. */
    static void mustBeNew(PaymentStore.Stored stored, RequestKey request) {
        Payment there = stored.payment();
        if (there != null) {
            sameRequest(there.request(), request);
            throw inFlight();
        }
    }

    private static void sameRequest(RequestKey before, RequestKey now) {
        if (!before.hash().equals(now.hash())) {
            throw ProblemException.unprocessable(
                    "idempotency_key_reused",
                    "Idempotency-Key",
                    "this key was used for another request");
        }
    }

    static ProblemException inFlight() {
        return ProblemException.conflict(
                "idempotency_key_in_flight",
                "a request with this key is being worked on",
                Duration.ofSeconds(1));
    }

    static ProblemException busy() {
        return ProblemException.conflict(
                "lock_timeout", "the payment is being moved by others", Duration.ofSeconds(1));
    }

    /** 409 unless the payment is in one of these states. */
    static void allowed(
            Payment payment, String command, List<Class<? extends PaymentState>> states) {
        if (states.stream().noneMatch(state -> state.isInstance(payment.state()))) {
            throw notWhile(payment, command);
        }
    }

    static ProblemException notWhile(Payment payment, String command) {
        return ProblemException.conflict(
                        "invalid_state", command + ": not possible while " + payment.state().wire())
                .with("payment", PaymentViews.of(payment));
    }

    /** 409 while such an operation has no known outcome. */
    static void notPending(Payment payment, Operation operation) {
        if (payment.isPending(operation)) {
            throw ProblemException.conflict(
                            operation.wire() + "_pending",
                            "its " + operation.wire() + " has no known outcome yet",
                            Duration.ofSeconds(1))
                    .with("payment", PaymentViews.of(payment));
        }
    }

    /** 409 when the payment has had as many increments, captures and refunds as it may have. */
    static void hasRoom(Payment payment) {
        if (payment.hasNoRoom()) {
            throw ProblemException.conflict(
                    "too_many_operations",
                    "a payment has at most "
                            + Payment.MAX_FOLLOW_UPS
                            + " increments, captures and refunds together");
        }
    }

    static Payment present(PaymentStore.Stored stored, PaymentId id) {
        Payment payment = stored.payment();
        if (payment == null) {
            throw ProblemException.notFound("payment", id.value());
        }
        return payment;
    }
}
