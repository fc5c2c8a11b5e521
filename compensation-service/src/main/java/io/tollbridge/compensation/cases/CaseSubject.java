package io.tollbridge.compensation.cases;

import io.tollbridge.contracts.channels.OriginalOperation;
import io.tollbridge.contracts.payments.AttemptView;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.PaymentId;

/** The attempt in question, with whose it is. */
public record CaseSubject(
        PaymentId paymentId, MerchantId merchantId, Mode mode, AttemptView attempt) {

    /** A void has no name of its own at the channel: what it undoes can only be undone again. */
    boolean isVoid() {
        return attempt.operation().equals("void") && attempt.original() != null;
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
        return new OriginalOperation(
                original, sentAt, operation, attempt.amount(), merchantId, mode);
    }
}
