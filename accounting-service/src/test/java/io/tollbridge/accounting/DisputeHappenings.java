package io.tollbridge.accounting;

import io.tollbridge.contracts.payments.DisputeAnswerView;
import io.tollbridge.contracts.payments.DisputeAnswered;
import io.tollbridge.contracts.payments.DisputeClosed;
import io.tollbridge.contracts.payments.DisputeCreated;
import io.tollbridge.contracts.payments.DisputeFundsReinstated;
import io.tollbridge.contracts.payments.DisputeFundsWithdrawn;
import io.tollbridge.contracts.payments.DisputeMovement;
import io.tollbridge.contracts.payments.DisputeUpdated;
import io.tollbridge.contracts.payments.DisputeView;
import io.tollbridge.kernel.DisputeId;
import java.util.List;

/** What may happen to a dispute of a payment, as events. */
public record DisputeHappenings(Happenings of) {

    public DisputeCreated created(long amount) {
        return new DisputeCreated(of.view(amount), view(amount, "needs_response", false));
    }

    public DisputeAnswered answered(long amount) {
        return new DisputeAnswered(
                of.view(amount),
                view(amount, "under_review", true),
                new DisputeAnswerView("an_1", "accept", null, List.of(), Happenings.NOON));
    }

    public DisputeUpdated updated(long amount) {
        return new DisputeUpdated(of.view(amount), view(amount, "under_review", true));
    }

    public DisputeFundsWithdrawn withdrawn(long amount) {
        return new DisputeFundsWithdrawn(
                of.view(amount), view(amount, "needs_response", true), movement("cb_1", amount));
    }

    public DisputeFundsReinstated reinstated(long amount, boolean afterLoss) {
        return new DisputeFundsReinstated(
                of.view(amount),
                view(amount, "won", false),
                movement("cb_1_back", amount),
                afterLoss);
    }

    public DisputeClosed closed(long amount, String status, boolean fundsWithdrawn) {
        return new DisputeClosed(of.view(amount), view(amount, status, fundsWithdrawn));
    }

    private DisputeMovement movement(String reference, long amount) {
        return new DisputeMovement(
                reference, Happenings.CHANNEL, of.money(amount), Happenings.NOON, Happenings.TODAY);
    }

    private DisputeView view(long amount, String status, boolean fundsWithdrawn) {
        return new DisputeView(
                new DisputeId("dp_1"),
                "dispute",
                of.payment(),
                amount,
                of.currency(),
                status.startsWith("warning") ? "inquiry" : "chargeback",
                status,
                "fraudulent",
                fundsWithdrawn,
                null,
                "case_1",
                Happenings.NOON);
    }
}
