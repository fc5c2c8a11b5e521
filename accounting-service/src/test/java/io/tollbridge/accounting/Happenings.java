package io.tollbridge.accounting;

import io.tollbridge.contracts.payments.AttemptView;
import io.tollbridge.contracts.payments.CaptureView;
import io.tollbridge.contracts.payments.HoldReleased;
import io.tollbridge.contracts.payments.PaymentAuthorised;
import io.tollbridge.contracts.payments.PaymentCanceled;
import io.tollbridge.contracts.payments.PaymentCaptured;
import io.tollbridge.contracts.payments.PaymentView;
import io.tollbridge.contracts.payments.RefundCreated;
import io.tollbridge.contracts.payments.RefundFailed;
import io.tollbridge.contracts.payments.RefundSucceeded;
import io.tollbridge.contracts.payments.RefundView;
import io.tollbridge.contracts.reconciliation.FundingMatched;
import io.tollbridge.contracts.reconciliation.LineMatched;
import io.tollbridge.contracts.reconciliation.PayoutMatched;
import io.tollbridge.contracts.reconciliation.PayoutReturned;
import io.tollbridge.contracts.settlements.PayoutCreated;
import io.tollbridge.contracts.settlements.PayoutFailed;
import io.tollbridge.contracts.settlements.PayoutView;
import io.tollbridge.contracts.settlements.SettlementItemAdded;
import io.tollbridge.contracts.settlements.SettlementMatured;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.kernel.RefundId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What may happen to one payment of one merchant, as events. */
public record Happenings(MerchantId merchant, PaymentId payment, String currency, boolean live) {

    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    public static final LocalDate TODAY = LocalDate.parse("2026-11-22");
    public static final String CHANNEL = "acquirer";
    public static final String BANK = "bank";

    public static Happenings of(String merchant, String payment, String currency) {
        return new Happenings(new MerchantId(merchant), new PaymentId(payment), currency, false);
    }

    public Money money(long minorUnits) {
        return Money.of(minorUnits, currency);
    }

    public PaymentAuthorised authorised(long amount) {
        return new PaymentAuthorised(view(amount), attempt("authorise", amount));
    }

    /** Authorised and captured in one message: nothing was held. */
    public PaymentCaptured purchased(long amount) {
        return captured("purchase", amount);
    }

    /** The capture of an authorisation. */
    public PaymentCaptured captured(long amount) {
        return captured("capture", amount);
    }

    private PaymentCaptured captured(String operation, long amount) {
        var attempt = attempt(operation, amount);
        return new PaymentCaptured(
                view(amount), attempt, new CaptureView(attempt.id(), money(amount), NOON, TODAY));
    }

    public PaymentCanceled voided(long amount) {
        return new PaymentCanceled(view(amount), attempt("void", amount));
    }

    public HoldReleased released(long amount) {
        return new HoldReleased(view(amount), attempt("release", amount));
    }

    public PaymentCanceled abandoned(long amount) {
        return new PaymentCanceled(view(amount), null);
    }

    public RefundCreated refundCreated(long amount) {
        return new RefundCreated(view(amount), refund(amount, "pending"));
    }

    public RefundSucceeded refundSucceeded(long amount) {
        return new RefundSucceeded(
                view(amount), refund(amount, "succeeded"), attempt("refund", amount));
    }

    public RefundFailed refundFailed(long amount) {
        return new RefundFailed(view(amount), refund(amount, "failed"), attempt("refund", amount));
    }

    public DisputeHappenings dispute() {
        return new DisputeHappenings(this);
    }

    public SettlementItemAdded item(String itemId, long gross, long fee) {
        return new SettlementItemAdded(
                itemId,
                merchant,
                live ? Mode.LIVE : Mode.TEST,
                payment,
                attempt("purchase", gross).id(),
                gross < 0 ? "REFUND" : "CAPTURE",
                money(gross),
                money(fee),
                money(gross - fee),
                TODAY,
                "plan_1",
                NOON);
    }

    public SettlementMatured matured(long net) {
        return new SettlementMatured(
                "sb_1", merchant, live ? Mode.LIVE : Mode.TEST, money(net), NOON);
    }

    public PayoutCreated payoutCreated(long amount) {
        return new PayoutCreated(payout(amount, "pending"));
    }

    public PayoutFailed payoutFailed(long amount) {
        return new PayoutFailed(payout(amount, "failed"));
    }

    public LineMatched lineMatched(long gross, long fee) {
        return new LineMatched(
                CHANNEL,
                TODAY,
                "hash",
                1,
                attempt("purchase", gross).id(),
                payment,
                merchant,
                money(gross),
                money(fee),
                money(gross - fee));
    }

    public FundingMatched funded(long amount) {
        return new FundingMatched(CHANNEL, TODAY, money(amount), BANK, "bank-ref");
    }

    public PayoutMatched payoutMatched(long amount) {
        return new PayoutMatched("po_1", merchant, money(amount), BANK, "bank-ref", TODAY);
    }

    public PayoutReturned payoutReturned(long amount) {
        return new PayoutReturned("po_1", merchant, money(amount), BANK, "bank-back", TODAY);
    }

    public PaymentView view(long amount) {
        return new PaymentView(
                payment,
                "payment",
                amount,
                currency,
                0,
                amount,
                0,
                "succeeded",
                "automatic",
                merchant,
                live,
                null,
                CHANNEL,
                null,
                null,
                Map.of(),
                null,
                null,
                "none",
                null,
                NOON,
                1,
                null);
    }

    public AttemptView attempt(String operation, long amount) {
        return new AttemptView(
                new AttemptId("att_" + operation),
                CHANNEL,
                operation,
                "captured",
                money(amount),
                NOON,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private RefundView refund(long amount, String status) {
        return new RefundView(
                new RefundId("re_1"),
                "refund",
                payment,
                amount,
                currency,
                status,
                null,
                null,
                new AttemptId("att_refund"),
                TODAY,
                NOON);
    }

    private PayoutView payout(long amount, String status) {
        return new PayoutView(
                "po_1",
                "payout",
                merchant,
                live,
                amount,
                currency,
                status,
                "DE89**3000",
                List.of("sb_1"),
                null,
                null,
                null,
                NOON,
                1);
    }
}
