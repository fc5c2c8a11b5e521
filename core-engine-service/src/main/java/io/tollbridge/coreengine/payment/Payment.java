package io.tollbridge.coreengine.payment;

import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.CardToken;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.kernel.RefundId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A payment at one version. Immutable; {@link #after} gives the next one. Pure.
 *
 * @param order what the merchant asked for; never changes
 * @param request the request that created it
 * @param token the method it is or will be paid with
 * @param version sequence of the newest event
 */
public record Payment(
        PaymentId id,
        Order order,
        RequestKey request,
        PaymentState state,
        @Nullable CardToken token,
        Money captured,
        List<Attempt> attempts,
        List<Refund> refunds,
        @Nullable PaymentError lastError,
        String review,
        Instant created,
        int version) {

    public static final String NO_REVIEW = "none";
    public static final int MAX_ATTEMPTS = 30;

    /** The payment before its first event. */
    public static Payment begin(
            PaymentId id, Order order, RequestKey request, @Nullable CardToken token, Instant at) {
        PaymentState state =
                token == null
                        ? new PaymentState.RequiresPaymentMethod()
                        : new PaymentState.RequiresConfirmation();
        return new Payment(
                id,
                order,
                request,
                state,
                token,
                Money.zero(order.amount().currency()),
                List.of(),
                List.of(),
                null,
                NO_REVIEW,
                at,
                0);
    }

    /**
     * The payment after an event; throws {@link PaymentLifecycle.Refusal} when it is not allowed.
     */
    public Payment after(PaymentEvent event) {
        var next = new Draft(this);
        next.state = PaymentLifecycle.next(state, event);
        switch (event) {
            case PaymentEvent.Created _, PaymentEvent.Abandoned _ -> {}
            case PaymentEvent.Sent sent -> {
                next.put(sent.attempt());
                next.lastError = sent.attempt().operation().opensPayment() ? null : lastError;
                if (sent.risk() != null && sent.risk().wantsReview()) {
                    next.review = "manual_review";
                }
            }
            case PaymentEvent.Unclear unclear -> next.put(unclear.attempt());
            case PaymentEvent.Refused refused -> next.refused(refused);
            case PaymentEvent.Approved approved -> next.approved(approved);
            case PaymentEvent.RefundAccepted accepted -> next.refundAccepted(accepted);
        }
        return next.done();
    }

    public Payment paidWith(CardToken chosen) {
        var next = new Draft(this);
        next.token = chosen;
        return next.done(version);
    }

    /** What may still be refunded: captured, less refunds accepted and not failed. */
    public Money refundable() {
        return captured.minus(refunded());
    }

    /** Refunds accepted and not failed. */
    public Money refunded() {
        return refunds.stream()
                .filter(Refund::takesBudget)
                .map(Refund::amount)
                .reduce(Money.zero(captured.currency()), Money::plus);
    }

    /** The amount that the channel holds and that may be captured. */
    public Money capturable() {
        boolean held =
                state instanceof PaymentState.RequiresCapture
                        || state instanceof PaymentState.Capturing;
        return held ? order.amount() : Money.zero(order.amount().currency());
    }

    public Money authorised() {
        return state instanceof PaymentState.Succeeded ? captured : capturable();
    }

    public Optional<Attempt> attempt(AttemptId wanted) {
        return attempts.stream().filter(a -> a.id().equals(wanted)).findFirst();
    }

    public Optional<Refund> refund(RefundId wanted) {
        return refunds.stream().filter(r -> r.id().equals(wanted)).findFirst();
    }

    /** The newest attempt that a request caused. */
    public Optional<Attempt> causedBy(String key) {
        return attempts.stream().filter(a -> a.request().key().equals(key)).reduce((_, b) -> b);
    }

    /** The attempt that took the money. */
    public Optional<Attempt> capture() {
        return attempts.stream().filter(a -> a.status() == Attempt.Status.CAPTURED).findFirst();
    }

    public Optional<Attempt> latest() {
        return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast());
    }

    public AttemptId nextAttemptId() {
        return new AttemptId(AttemptId.PREFIX + suffix() + "_" + (attempts.size() + 1));
    }

    public RefundId nextRefundId() {
        return new RefundId(RefundId.PREFIX + suffix() + "_" + (refunds.size() + 1));
    }

    private String suffix() {
        return id.value().substring(PaymentId.PREFIX.length());
    }

    /** The fields of the next version while they are being worked out. */
    private static final class Draft {
        private final Payment from;
        private PaymentState state;
        private @Nullable CardToken token;
        private Money captured;
        private final List<Attempt> attempts;
        private final List<Refund> refunds;
        private @Nullable PaymentError lastError;
        private String review;

        Draft(Payment from) {
            this.from = from;
            this.state = from.state;
            this.token = from.token;
            this.captured = from.captured;
            this.attempts = new ArrayList<>(from.attempts);
            this.refunds = new ArrayList<>(from.refunds);
            this.lastError = from.lastError;
            this.review = from.review;
        }

        void put(Attempt attempt) {
            attempts.removeIf(a -> a.id().equals(attempt.id()));
            attempts.add(attempt);
        }

        void refused(PaymentEvent.Refused refused) {
            put(refused.attempt());
            if (refused.attempt().operation() == Operation.REFUND) {
                replaceRefund(refused.attempt(), r -> r.failedBecause(refused.error().message()));
            } else {
                lastError = refused.error();
            }
        }

        void approved(PaymentEvent.Approved approved) {
            Attempt attempt = approved.attempt();
            put(attempt);
            switch (attempt.operation()) {
                case PURCHASE, CAPTURE -> {
                    captured = captured.plus(approved.amount());
                    if (captured.isMoreThan(from.order.amount())) {
                        throw new IllegalStateException(
                                "captured: "
                                        + captured
                                        + " (expected: <= "
                                        + from.order.amount()
                                        + ")");
                    }
                }
                case REFUND ->
                        replaceRefund(attempt, r -> r.succeededOn(approved.settlementDate()));
                case AUTHORISE, VOID -> {}
            }
        }

        void refundAccepted(PaymentEvent.RefundAccepted accepted) {
            if (accepted.amount().isMoreThan(from.refundable())) {
                throw new IllegalStateException(
                        "refund: "
                                + accepted.amount()
                                + " (expected: <= "
                                + from.refundable()
                                + ")");
            }
            refunds.add(
                    new Refund(
                            accepted.refund(),
                            accepted.amount(),
                            Refund.Status.PENDING,
                            accepted.reason(),
                            null,
                            from.nextAttemptId(),
                            null,
                            accepted.at()));
        }

        private void replaceRefund(Attempt attempt, UnaryOperator<Refund> change) {
            refunds.replaceAll(r -> r.id().equals(attempt.refund()) ? change.apply(r) : r);
        }

        Payment done() {
            return done(from.version + 1);
        }

        Payment done(int version) {
            return new Payment(
                    from.id,
                    from.order,
                    from.request,
                    state,
                    token,
                    captured,
                    List.copyOf(attempts),
                    List.copyOf(refunds),
                    lastError,
                    review,
                    from.created,
                    version);
        }
    }
}
