package io.tollbridge.coreengine.payment;

import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.RefundId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What happens to a payment. */
public sealed interface PaymentEvent {

    Instant at();

    /** The merchant asked for it. */
    record Created(Instant at) implements PaymentEvent {}

    /** An attempt is about to go to its channel; the channel has not heard of it yet. */
    record Sent(Instant at, Attempt attempt, @Nullable RiskOutcome risk) implements PaymentEvent {}

    /** A capture is about to go to the channel that leaves the rest of the hold standing. */
    record PartSent(Instant at, Attempt attempt) implements PaymentEvent {}

    /** The channel did it. {@code settlementDate} is set when money was taken or given back. */
    record Approved(Instant at, Attempt attempt, Money amount, @Nullable LocalDate settlementDate)
            implements PaymentEvent {}

    /** It provably had no effect: refused, never sent, or fenced at the channel. */
    record Refused(Instant at, Attempt attempt, PaymentError error) implements PaymentEvent {

        /** Risk would not have it; no channel was asked. */
        public static Refused byRisk(Instant at, Attempt attempt, RiskOutcome outcome) {
            return new Refused(
                    at,
                    attempt.as(Attempt.Status.DECLINED, Attempt.Result.because("blocked by risk")),
                    new PaymentError(
                            "blocked_by_risk",
                            "suspected_fraud",
                            "do_not_try_again",
                            null,
                            "The payment was blocked: " + String.join(", ", outcome.reasons())));
        }
    }

    /** The channel did not say. */
    record Unclear(Instant at, Attempt attempt) implements PaymentEvent {}

    /** Given up before any money was held. */
    record Abandoned(Instant at, String reason) implements PaymentEvent {}

    /** A refund was accepted and its budget taken; its attempt follows. */
    record RefundAccepted(Instant at, RefundId refund, Money amount, @Nullable String reason)
            implements PaymentEvent {}

    /**
     * The channel said something of a dispute, or took the merchant's answer.
     *
     * @param dispute as it is now
     * @param movement the money, when some moved
     */
    record DisputeChanged(
            Instant at, Dispute.Change change, Dispute dispute, Dispute.@Nullable Movement movement)
            implements PaymentEvent {}
}
