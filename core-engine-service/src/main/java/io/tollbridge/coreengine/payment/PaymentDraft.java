package io.tollbridge.coreengine.payment;

import io.tollbridge.kernel.CardToken;
import io.tollbridge.kernel.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The fields of the next version while they are being worked out. */
final class PaymentDraft {
    private final Payment from;
    PaymentState state;
    @Nullable CardToken token;
    private Money captured;
    private final List<Attempt> attempts;
    private final List<Refund> refunds;
    private final List<Dispute> disputes;
    @Nullable PaymentError lastError;
    String review;
    @Nullable Instant captureBefore;

    PaymentDraft(Payment from) {
        this.from = from;
        this.state = from.state();
        this.token = from.token();
        this.captured = from.captured();
        this.attempts = new ArrayList<>(from.attempts());
        this.refunds = new ArrayList<>(from.refunds());
        this.disputes = new ArrayList<>(from.disputes());
        this.lastError = from.lastError();
        this.review = from.review();
        this.captureBefore = from.captureBefore();
    }

    void put(Attempt attempt) {
        attempts.removeIf(a -> a.id().equals(attempt.id()));
        attempts.add(attempt);
    }

    /** The attempt takes its amount from the budget before the channel hears of it. */
    void sent(Attempt attempt) {
        if (attempt.operation() == Operation.CAPTURE) {
            atMost(from.capturable(), attempt.amount(), "capture");
        }
        replaceRefund(attempt, r -> r.carriedOutBy(attempt.id()));
        put(attempt);
    }

    void refused(PaymentEvent.Refused refused) {
        put(refused.attempt());
        switch (refused.attempt().operation()) {
            case REFUND -> {
                if (isLastWord(refused.attempt())) {
                    replaceRefund(
                            refused.attempt(), r -> r.failedBecause(refused.error().message()));
                }
            }
            case RELEASE -> {} // the money is taken; what is held ends with the hold
            case AUTHORISE, PURCHASE, CAPTURE, VOID -> lastError = refused.error();
            case INCREMENT -> {
                lastError = refused.error();
                endWhenNothingIsLeft(); // it was waited for
            }
        }
    }

    /**
     * Whether nothing can come after it any more: a refund that was not refused goes out again, but
     * not for ever to a channel that answers all but this.
     */
    private boolean isLastWord(Attempt refund) {
        return refund.status() == Attempt.Status.DECLINED
                || from.hasNoRoom()
                || from.timesSent(refund) >= Refund.MOST_TIMES_SENT;
    }

    void approved(PaymentEvent.Approved approved) {
        Attempt attempt = approved.attempt();
        put(attempt);
        switch (attempt.operation()) {
            case PURCHASE -> {
                captured = captured.plus(approved.amount());
                atMost(from.order().amount(), captured, "captured");
            }
            case CAPTURE -> {
                captured = captured.plus(approved.amount());
                atMost(from.authorised(), captured, "captured");
                endWhenNothingIsLeft();
            }
            case REFUND -> replaceRefund(attempt, r -> r.succeededOn(approved.settlementDate()));
            case AUTHORISE, INCREMENT, VOID, RELEASE -> {}
        }
    }

    /** Not while more may be held in a moment. */
    private void endWhenNothingIsLeft() {
        boolean growing =
                attempts.stream().anyMatch(a -> a.operation() == Operation.INCREMENT && a.isOpen());
        if (captured.equals(from.authorised()) && !growing) {
            state = PaymentLifecycle.withNothingLeft(state);
        }
    }

    void refundAccepted(PaymentEvent.RefundAccepted accepted) {
        atMost(from.refundable(), accepted.amount(), "refund");
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

    /**
     * A bank takes back what it likes, also what was refunded already: that is recorded as it is,
     * and people look at it.
     */
    void disputed(Dispute dispute) {
        int known = 0;
        while (known < disputes.size() && !disputes.get(known).id().equals(dispute.id())) {
            known++;
        }
        if (known < disputes.size()) {
            disputes.set(known, dispute);
        } else {
            disputes.add(dispute);
        }
        if (done().isOverdrawn()) {
            review = Payment.CONFLICTED;
        }
    }

    private void replaceRefund(Attempt attempt, UnaryOperator<Refund> change) {
        refunds.replaceAll(r -> r.id().equals(attempt.refund()) ? change.apply(r) : r);
    }

    private static void atMost(Money budget, Money wanted, String what) {
        if (wanted.isMoreThan(budget)) {
            throw new IllegalStateException(
                    what + ": " + wanted + " (expected: <= " + budget + ")");
        }
    }

    Payment done() {
        return done(from.version() + 1);
    }

    Payment done(int version) {
        return new Payment(
                from.id(),
                from.order(),
                from.request(),
                state,
                token,
                captured,
                List.copyOf(attempts),
                List.copyOf(refunds),
                List.copyOf(disputes),
                lastError,
                review,
                from.created(),
                captureBefore,
                version);
    }
}
