package io.tollbridge.coreengine.sibling;

import io.tollbridge.contracts.channels.AuthoriseOrder;
import io.tollbridge.contracts.channels.ChannelAnswer;
import io.tollbridge.contracts.channels.ChannelApi;
import io.tollbridge.contracts.channels.FollowUpOrder;
import io.tollbridge.contracts.channels.OriginalOperation;
import io.tollbridge.coreengine.payment.Attempt;
import io.tollbridge.coreengine.payment.Operation;
import io.tollbridge.coreengine.payment.Payment;
import io.tollbridge.starter.http.ServiceCallException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries an attempt to its channel. Whatever happens, there is an answer. */
public final class ChannelDesk {

    private static final Logger log = LoggerFactory.getLogger(ChannelDesk.class);

    private final ChannelApi channels;

    public ChannelDesk(ChannelApi channels) {
        this.channels = channels;
    }

    public ChannelAnswer send(Payment payment, Attempt attempt, String mcc) {
        try {
            return switch (attempt.operation()) {
                case AUTHORISE, PURCHASE ->
                        channels.authorise(attempt.channel(), authorise(payment, attempt, mcc));
                case INCREMENT -> channels.increment(attempt.channel(), followUp(payment, attempt));
                case CAPTURE -> channels.capture(attempt.channel(), followUp(payment, attempt));
                case REFUND -> channels.refund(attempt.channel(), followUp(payment, attempt));
                case RELEASE -> channels.release(attempt.channel(), followUp(payment, attempt));
                case VOID -> channels.reverse(attempt.channel(), original(payment, attempt));
            };
        } catch (ServiceCallException e) {
            log.atWarn().setCause(e).log("channel.no_answer");
            return answer(
                    e.isNotSent() ? ChannelAnswer.Verdict.NOT_SENT : ChannelAnswer.Verdict.UNCLEAR,
                    e.getMessage());
        }
    }

    private static AuthoriseOrder authorise(Payment payment, Attempt attempt, String mcc) {
        var token = payment.token();
        if (token == null) {
            throw new IllegalStateException("attempt without a payment method");
        }
        return new AuthoriseOrder(
                attempt.id(),
                attempt.sentAt(),
                attempt.amount(),
                attempt.operation() == Operation.PURCHASE,
                token,
                payment.order().merchantId(),
                payment.order().mode(),
                mcc);
    }

    private static FollowUpOrder followUp(Payment payment, Attempt attempt) {
        return new FollowUpOrder(
                attempt.id(), attempt.sentAt(), attempt.amount(), original(payment, attempt));
    }

    private static OriginalOperation original(Payment payment, Attempt attempt) {
        var id = attempt.original();
        if (id == null) {
            throw new IllegalStateException(attempt.id() + " follows up nothing");
        }
        Attempt followed = payment.attempt(id).orElseThrow();
        return new OriginalOperation(
                followed.id(),
                followed.sentAt(),
                followed.operation().wire(),
                payment.standing(followed),
                payment.order().merchantId(),
                payment.order().mode());
    }

    private static ChannelAnswer answer(ChannelAnswer.Verdict verdict, @Nullable String reason) {
        return new ChannelAnswer(verdict, null, null, null, null, null, null, reason);
    }
}
