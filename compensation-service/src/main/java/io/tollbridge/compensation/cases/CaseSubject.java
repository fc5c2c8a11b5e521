package io.tollbridge.compensation.cases;

import io.tollbridge.contracts.channels.FollowUpOrder;
import io.tollbridge.contracts.channels.OriginalOperation;
import io.tollbridge.contracts.payments.AttemptView;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;

/** The attempt in question, with whose it is. */
public record CaseSubject(
        PaymentId paymentId, MerchantId merchantId, Mode mode, AttemptView attempt) {

    /** Nobody is asked what became of an undoing: what it undoes can only be undone again. */
    boolean isVoid() {
        return (attempt.operation().equals("void") || isRelease()) && attempt.original() != null;
    }

    /** Whether only a part of a hold is to be let go. */
    boolean isRelease() {
        return attempt.operation().equals("release");
    }

    /** The order to let that part go, as it was sent. */
    FollowUpOrder release() {
        return new FollowUpOrder(attempt.id(), attempt.sentAt(), attempt.amount(), voided());
    }

    /** The operation to ask for, or to fence. */
    OriginalOperation operation() {
        return new OriginalOperation(
                attempt.id(),
                attempt.sentAt(),
                attempt.operation(),
                attempt.amount(),
                merchantId,
                mode);
    }

    /** The operation that a void undoes. */
    OriginalOperation voided() {
        var original = attempt.original();
        var sentAt = attempt.originalSentAt();
        var operation = attempt.originalOperation();
        if (original == null || sentAt == null || operation == null) {
            throw new IllegalStateException(
                    attempt.id() + ": (expected: a void with its original)");
        }
        var known = attempt.originalAmount();
        Money amount = known == null ? attempt.amount() : known; // a void is of the whole
        return new OriginalOperation(original, sentAt, operation, amount, merchantId, mode);
    }
}
