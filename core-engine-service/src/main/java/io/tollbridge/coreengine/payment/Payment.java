package io.tollbridge.coreengine.payment;

import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.CardToken;
import io.tollbridge.kernel.DisputeId;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.kernel.RefundId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A payment at one version. Immutable; {@link #after} gives the next one. Pure.
 *
 * @param order what the merchant asked for; never changes
 * @param request the request that created it
 * @param token the method it is or will be paid with
 * @param disputes in the order they were raised
 * @param captureBefore when what is held and not captured is let go, by the business clock
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
        List<Dispute> disputes,
        @Nullable PaymentError lastError,
        String review,
        Instant created,
        @Nullable Instant captureBefore,
        int version) {

    public static final String NO_REVIEW = "none";

    /** More was given and taken back than was captured: people have to look. */
    public static final String CONFLICTED = "conflicted";

    public static final int MAX_ATTEMPTS = 30;

    /** Repeatable operations, refused ones included: a payment is one row of bounded size. */
    public static final int MAX_FOLLOW_UPS = 100;

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
                List.of(),
                null,
                NO_REVIEW,
                at,
                null,
                0);
    }

    /**
     * The payment after an event; throws {@link PaymentLifecycle.Refusal} when it is not allowed.
     */
    public Payment after(PaymentEvent event) {
        var next = new PaymentDraft(this);
        next.state = PaymentLifecycle.next(state, event);
        switch (event) {
            case PaymentEvent.Created _, PaymentEvent.Abandoned _ -> {}
            case PaymentEvent.PartSent sent -> next.sent(sent.attempt());
            case PaymentEvent.Sent sent -> {
                next.sent(sent.attempt());
                next.lastError = sent.attempt().operation().opensPayment() ? null : lastError;
                if (sent.risk() != null && sent.risk().wantsReview()) {
                    next.review = "manual_review";
                }
            }
            case PaymentEvent.Unclear unclear -> next.put(unclear.attempt());
            case PaymentEvent.Refused refused -> next.refused(refused);
            case PaymentEvent.Approved approved -> next.approved(approved);
            case PaymentEvent.RefundAccepted accepted -> next.refundAccepted(accepted);
            case PaymentEvent.DisputeChanged changed -> next.disputed(changed.dispute());
        }
        return next.done();
    }

    public Payment paidWith(CardToken chosen) {
        var next = new PaymentDraft(this);
        next.token = chosen;
        return next.done(version);
    }

    /** The same payment with a deadline for what is going to be held. */
    public Payment heldUntil(Instant deadline) {
        var next = new PaymentDraft(this);
        next.captureBefore = deadline;
        return next.done(version);
    }

    /**
     * What may still be refunded: captured, less refunds accepted and not failed, less what banks
     * have taken back for disputes; nothing when that is more than was captured.
     */
    public Money refundable() {
        return isOverdrawn()
                ? Money.zero(captured.currency())
                : captured.minus(refunded()).minus(disputed());
    }

    /** What the channel has taken back for disputes, lost ones included. */
    public Money disputed() {
        return disputes.stream()
                .filter(Dispute::fundsWithdrawn)
                .map(Dispute::amount)
                .reduce(Money.zero(captured.currency()), Money::plus);
    }

    /** Whether refunds and disputes together are more than was captured. */
    boolean isOverdrawn() {
        return refunded().plus(disputed()).isMoreThan(captured);
    }

    /** Refunds accepted and not failed. */
    public Money refunded() {
        return refunds.stream()
                .filter(Refund::takesBudget)
                .map(Refund::amount)
                .reduce(Money.zero(captured.currency()), Money::plus);
    }

    /** What the channel once agreed to hold, increments included, or took at once. */
    public Money authorised() {
        return sum(a -> (a.operation().opensPayment() || isIncrement(a)) && a.status() == a.done());
    }

    /** What was asked for, increments that were granted included. */
    public Money amount() {
        return order.amount().plus(sum(a -> isIncrement(a) && a.status() == a.done()));
    }

    /** What an operation amounts to as the channel has it now: a hold has its increments. */
    public Money standing(Attempt attempt) {
        return attempt.operation() == Operation.AUTHORISE ? amount() : attempt.amount();
    }

    /** What may still be captured: held, less what is captured and what captures have reserved. */
    public Money capturable() {
        return state instanceof PaymentState.RequiresCapture
                ? uncaptured().minus(sum(a -> isCapture(a) && a.isOpen()))
                : Money.zero(order.amount().currency());
    }

    /** Authorised and not captured. */
    public Money uncaptured() {
        return authorised().minus(captured);
    }

    /** Whether the outcome of such an operation is still to come. */
    public boolean isPending(Operation operation) {
        return attempts.stream().anyMatch(a -> a.operation() == operation && a.isOpen());
    }

    /** Whether it has had as many increments, captures and refunds as one payment may have. */
    public boolean hasNoRoom() {
        return attempts.stream().filter(a -> a.operation().isRepeatable()).count()
                >= MAX_FOLLOW_UPS;
    }

    /** The hold, if the channel has granted one. */
    public Optional<Attempt> hold() {
        return attempts.stream()
                .filter(a -> a.operation() == Operation.AUTHORISE && a.status() == a.done())
                .findFirst();
    }

    private Money sum(Predicate<Attempt> wanted) {
        return attempts.stream()
                .filter(wanted)
                .map(Attempt::amount)
                .reduce(Money.zero(order.amount().currency()), Money::plus);
    }

    private static boolean isCapture(Attempt attempt) {
        return attempt.operation() == Operation.CAPTURE;
    }

    private static boolean isIncrement(Attempt attempt) {
        return attempt.operation() == Operation.INCREMENT;
    }

    public Optional<Attempt> attempt(AttemptId wanted) {
        return attempts.stream().filter(a -> a.id().equals(wanted)).findFirst();
    }

    public Optional<Refund> refund(RefundId wanted) {
        return refunds.stream().filter(r -> r.id().equals(wanted)).findFirst();
    }

    /** The refund that an attempt was to carry out, and that is still to be carried out. */
    public Optional<Refund> owedAfter(Attempt over) {
        return refunds.stream()
                .filter(r -> r.id().equals(over.refund()) && r.attempt().equals(over.id()))
                .filter(r -> r.status() == Refund.Status.PENDING)
                .filter(_ -> attempt(over.id()).filter(a -> !a.isOpen()).isPresent())
                .findFirst();
    }

    /** How often the refund of this attempt has been sent. */
    long timesSent(Attempt refund) {
        return attempts.stream()
                .filter(a -> a.refund() != null && a.refund().equals(refund.refund()))
                .count();
    }

    /** The newest attempt that a request caused. */
    public Optional<Attempt> causedBy(String key) {
        return attempts.stream().filter(a -> a.request().key().equals(key)).reduce((_, b) -> b);
    }

    /**
     * What a refund names at the channel: what took the money, or the hold when several captures
     * did, since a refund may be more than any one of them.
     */
    public Optional<Attempt> refundedFrom() {
        var taken = attempts.stream().filter(a -> a.status() == Attempt.Status.CAPTURED).toList();
        return taken.size() > 1 ? hold() : taken.stream().findFirst();
    }

    public Optional<Attempt> latest() {
        return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast());
    }

    /**
     * The next operation on what another one did, as it is written before its channel is called.
     */
    public Attempt followUp(
            Attempt followed, Operation operation, Money amount, Instant at, RequestKey request) {
        return Attempt.sent(nextAttemptId(), followed.channel(), operation, amount, at, request)
                .following(followed.id(), null, "");
    }

    public AttemptId nextAttemptId() {
        return new AttemptId(AttemptId.PREFIX + suffix() + "_" + (attempts.size() + 1));
    }

    public RefundId nextRefundId() {
        return new RefundId(RefundId.PREFIX + suffix() + "_" + (refunds.size() + 1));
    }

    public DisputeId nextDisputeId() {
        return new DisputeId(DisputeId.PREFIX + suffix() + "_" + (disputes.size() + 1));
    }

    private String suffix() {
        return id.value().substring(PaymentId.PREFIX.length());
    }
}
