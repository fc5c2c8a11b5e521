package io.tollbridge.simulation.merchant;

import io.tollbridge.coreengine.payment.RequestKey;
import io.tollbridge.kernel.PaymentId;
import org.jspecify.annotations.Nullable;

/** A request under one idempotency key, and the answer that was given to it. */
public final class Request {

    private final String operation;
    private final RequestKey key;
    private @Nullable PaymentId payment;
    private @Nullable Heard answer;

    Request(String operation, RequestKey key, @Nullable PaymentId payment) {
        this.operation = operation;
        this.key = key;
        this.payment = payment;
    }

    public String operation() {
        return operation;
    }

    public RequestKey key() {
        return key;
    }

    /** Which payment it was about; null while that is not known. */
    public @Nullable PaymentId payment() {
        return payment;
    }

    void about(PaymentId id) {
        payment = id;
    }

    /** The answer that is kept; null when there was none. */
    public @Nullable Heard answer() {
        return answer;
    }

    /** Takes an answer; false when it is not the one that was given before. */
    boolean heard(Heard heard) {
        if (!heard.isKept()) {
            return true;
        }
        if (answer == null) {
            answer = heard;
        }
        return answer.isSameAs(heard);
    }

    @Override
    public String toString() {
        return operation + " " + key.key();
    }
}
