package io.tollbridge.coreengine.payment;

import io.tollbridge.coreengine.payment.Dispute.Change;
import io.tollbridge.coreengine.payment.DisputeLifecycle.Refusal;
import io.tollbridge.coreengine.payment.DisputeLifecycle.Standing;
import io.tollbridge.coreengine.payment.DisputeLifecycle.Word;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a channel's notice of a dispute means for the payment. Pure. */
public final class DisputePolicy {

    private DisputePolicy() {}

    /**
     * What a channel says of a case.
     *
     * @param sequence the notice's number within its case, from 1 without a gap
     * @param word what has happened
     * @param movement the reference of money that moved with it
     */
    public record Notice(
            String channel,
            String caseReference,
            int sequence,
            AttemptId original,
            Word word,
            Money amount,
            String reason,
            @Nullable String movement,
            @Nullable Instant respondBefore,
            Instant at) {}

    /** What to do with a notice. */
    public sealed interface Verdict {
        /** These events follow, all at once. */
        record Follows(List<PaymentEvent.DisputeChanged> events) implements Verdict {}

        /** It is in the payment already. */
        record Known() implements Verdict {}

        /** Something else has to be recorded first. */
        record TooEarly(String missing) implements Verdict {}
    }

    /**
     * The events that follow; throws {@link Refusal} when the notice contradicts what is recorded.
     * That the money was refunded already is no contradiction: the bank has taken it all the same.
     *
     * @param settlementDate the business day that money moved now belongs to
     */
    public static Verdict judge(Payment payment, Notice notice, LocalDate settlementDate) {
        Dispute known =
                payment.disputes().stream().filter(d -> isOf(notice, d)).findFirst().orElse(null);
        int last = known == null ? 0 : known.sequence();
        if (notice.sequence() <= last) {
            return new Verdict.Known();
        }
        if (notice.sequence() != last + 1) {
            return new Verdict.TooEarly("notice " + (last + 1) + " of " + notice.caseReference());
        }
        return known == null
                ? first(payment, notice, settlementDate)
                : further(known, notice, settlementDate);
    }

    private static Verdict first(Payment payment, Notice notice, LocalDate settlementDate) {
        Attempt original = payment.attempt(notice.original()).orElse(null);
        if (original == null || !(notice.word() instanceof Word.Raised(Dispute.Stage stage))) {
            throw new Refusal(notice + " (expected: one that raises a case of an attempt here)");
        }
        if (!payment.captured().isPositive()) {
            if (original.isOpen() || payment.isPending(Operation.CAPTURE)) {
                return new Verdict.TooEarly("the outcome of " + original.id());
            }
            throw new Refusal(notice + " (expected: money that was captured)");
        }
        Standing standing = Standing.raisedAt(stage);
        var raised =
                new Dispute(
                        payment.nextDisputeId(),
                        notice.channel(),
                        notice.caseReference(),
                        notice.original(),
                        notice.amount(),
                        standing.stage(),
                        standing.status(),
                        notice.reason(),
                        false,
                        notice.respondBefore(),
                        notice.sequence(),
                        notice.at());
        return follows(Change.CREATED, raised, false, notice, settlementDate);
    }

    private static Verdict further(Dispute known, Notice notice, LocalDate settlementDate) {
        if (known.fundsWithdrawn() && !known.amount().equals(notice.amount())) {
            throw new Refusal(notice + " (expected: " + known.amount() + ", which was taken)");
        }
        Standing standing = DisputeLifecycle.next(known.standing(), notice.word());
        var moved =
                new Dispute(
                        known.id(),
                        known.channel(),
                        known.caseReference(),
                        known.original(),
                        notice.amount(),
                        standing.stage(),
                        standing.status(),
                        notice.reason(),
                        known.fundsWithdrawn(),
                        standing.status().takesAnswer() ? notice.respondBefore() : null,
                        notice.sequence(),
                        known.created());
        Change change = standing.status().isOver() ? Change.CLOSED : Change.UPDATED;
        boolean afterLoss = known.status() == Dispute.Status.LOST;
        return follows(change, moved, afterLoss, notice, settlementDate);
    }

    /** Money moves after a case is raised, and before it is over. */
    private static Verdict follows(
            Change change,
            Dispute dispute,
            boolean afterLoss,
            Notice notice,
            LocalDate settlementDate) {
        var events = new ArrayList<PaymentEvent.DisputeChanged>();
        Dispute after = dispute;
        if (change != Change.CLOSED) {
            events.add(changed(notice, change, after, null));
        }
        String reference = notice.movement();
        if (reference != null) {
            boolean taken = !(notice.word() instanceof Word.Won);
            if (dispute.fundsWithdrawn() == taken) {
                throw new Refusal(notice + " (expected: money that can move that way)");
            }
            after = dispute.withFunds(taken);
            events.add(
                    changed(
                            notice,
                            taken ? Change.FUNDS_WITHDRAWN : Change.FUNDS_REINSTATED,
                            after,
                            new Dispute.Movement(
                                    reference,
                                    notice.amount(),
                                    notice.at(),
                                    settlementDate,
                                    afterLoss)));
        }
        if (change == Change.CLOSED) {
            events.add(changed(notice, change, after, null));
        }
        return new Verdict.Follows(List.copyOf(events));
    }

    private static PaymentEvent.DisputeChanged changed(
            Notice notice, Change change, Dispute dispute, Dispute.@Nullable Movement movement) {
        return new PaymentEvent.DisputeChanged(notice.at(), change, dispute, movement);
    }

    private static boolean isOf(Notice notice, Dispute dispute) {
        return dispute.channel().equals(notice.channel())
                && dispute.caseReference().equals(notice.caseReference());
    }
}
