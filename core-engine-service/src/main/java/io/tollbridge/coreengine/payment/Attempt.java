package io.tollbridge.coreengine.payment;

import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.RefundId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One operation at one channel.
 *
 * @param sentAt durable before the call: with the id it makes the channel's message keys
 * @param original the operation it follows up
 * @param refund the refund it carries out
 * @param purpose why a hold is let go
 * @param request whose idempotency key caused it
 * @param result what is known of its outcome
 */
public record Attempt(
        AttemptId id,
        String channel,
        Operation operation,
        Status status,
        Money amount,
        Instant sentAt,
        @Nullable AttemptId original,
        @Nullable RefundId refund,
        String purpose,
        RequestKey request,
        Result result) {

    /** The state of an attempt (conventions: wire values in snake case). */
    public enum Status {
        SENT,
        UNKNOWN,
        AUTHORIZED,
        CAPTURED,
        VOIDED,
        REFUNDED,
        DECLINED,
        FAILED_TECHNICAL,
        REVERSED;

        public boolean isOpen() {
            return this == SENT || this == UNKNOWN;
        }

        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** What a channel said; all absent while it has said nothing. */
    public record Result(
            @Nullable String channelReference,
            @Nullable String authCode,
            @Nullable String rawCode,
            @Nullable String declineCode,
            @Nullable String adviceCode,
            @Nullable String reason) {

        public static final Result NONE = new Result(null, null, null, null, null, null);

        public static Result because(String reason) {
            return new Result(null, null, null, null, null, reason);
        }
    }

    public Attempt as(Status newStatus, Result newResult) {
        return new Attempt(
                id, channel, operation, newStatus, amount, sentAt, original, refund, purpose,
                request, newResult);
    }

    /** An attempt as it is written before its channel is called. */
    public static Attempt sent(
            AttemptId id,
            String channel,
            Operation operation,
            Money amount,
            Instant at,
            RequestKey request) {
        return new Attempt(
                id,
                channel,
                operation,
                Status.SENT,
                amount,
                at,
                null,
                null,
                "",
                request,
                Result.NONE);
    }

    /** The same attempt as the follow-up of another operation. */
    public Attempt following(AttemptId followed, @Nullable RefundId carriesOut, String why) {
        return new Attempt(
                id,
                channel,
                operation,
                status,
                amount,
                sentAt,
                followed,
                carriesOut,
                why,
                request,
                result);
    }

    public boolean isOpen() {
        return status.isOpen();
    }

    /** What an attempt of this operation is once the channel has done it. */
    public Status done() {
        return switch (operation) {
            case AUTHORISE, INCREMENT -> Status.AUTHORIZED;
            case PURCHASE, CAPTURE -> Status.CAPTURED;
            case VOID, RELEASE -> Status.VOIDED;
            case REFUND -> Status.REFUNDED;
        };
    }
}
