package io.tollbridge.accounting.posting;

import static io.tollbridge.accounting.posting.Journal.move;
import static io.tollbridge.accounting.posting.PostingRules.clearing;
import static io.tollbridge.accounting.posting.PostingRules.pending;

import io.tollbridge.accounting.posting.Journal.Leg;
import io.tollbridge.contracts.payments.DisputeClosed;
import io.tollbridge.contracts.payments.DisputeFundsReinstated;
import io.tollbridge.contracts.payments.DisputeFundsWithdrawn;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Money;
import java.util.List;

/**
 * What is booked of a dispute. While the channel has the money, the merchant's share is on hold and
 * the channel's side is in progress, both by the same amount; a loss clears the two against each
 * other. Like a refund, a dispute takes from what is pending: settlement moves it on.
 */
final class DisputeRules {

    private DisputeRules() {}

    static List<Journal> withdrawn(DisputeFundsWithdrawn event) {
        var movement = event.movement();
        MerchantId merchant = event.payment().merchantId();
        Money amount = movement.amount();
        return Journal.of(
                Rule.DISPUTE_WITHDRAWN,
                new Leg(pending(merchant), amount),
                new Leg(hold(merchant), amount.negated()),
                new Leg(inProgress(movement.channel()), amount),
                new Leg(clearing(movement.channel()), amount.negated()));
    }

    /** After a loss nothing is held any more: the money just comes back. */
    static List<Journal> reinstated(DisputeFundsReinstated event) {
        var movement = event.movement();
        MerchantId merchant = event.payment().merchantId();
        Money amount = movement.amount();
        if (Boolean.TRUE.equals(event.afterLoss())) {
            return move(
                    Rule.DISPUTE_REINSTATED,
                    amount,
                    clearing(movement.channel()),
                    pending(merchant));
        }
        return Journal.of(
                Rule.DISPUTE_REINSTATED,
                new Leg(clearing(movement.channel()), amount),
                new Leg(inProgress(movement.channel()), amount.negated()),
                new Leg(hold(merchant), amount),
                new Leg(pending(merchant), amount.negated()));
    }

    /**
     * Only a loss of money that was taken books: an inquiry, or a case that was won, holds none.
     */
    static List<Journal> closed(DisputeClosed event) {
        var dispute = event.dispute();
        if (!dispute.status().equals("lost") || !dispute.fundsWithdrawn()) {
            return List.of();
        }
        String channel = event.payment().channel();
        if (channel == null) {
            throw new IllegalArgumentException(
                    "dispute " + dispute.id() + ": no channel (expected: the one that took it)");
        }
        return move(
                Rule.DISPUTE_LOST,
                Money.of(dispute.amount(), dispute.currency()),
                hold(event.payment().merchantId()),
                inProgress(channel));
    }

    private static Account hold(MerchantId merchant) {
        return Chart.DISPUTE_HOLD.of(merchant.value());
    }

    private static Account inProgress(String channel) {
        return Chart.CHARGEBACKS.of(channel);
    }
}
