package io.tollbridge.accounting.posting;

import static io.tollbridge.accounting.posting.Journal.move;

import io.tollbridge.accounting.posting.Journal.Leg;
import io.tollbridge.contracts.payments.AttemptDeclined;
import io.tollbridge.contracts.payments.AttemptFailed;
import io.tollbridge.contracts.payments.AttemptStarted;
import io.tollbridge.contracts.payments.AttemptUnknown;
import io.tollbridge.contracts.payments.AttemptView;
import io.tollbridge.contracts.payments.DisputeAnswered;
import io.tollbridge.contracts.payments.DisputeClosed;
import io.tollbridge.contracts.payments.DisputeCreated;
import io.tollbridge.contracts.payments.DisputeFundsReinstated;
import io.tollbridge.contracts.payments.DisputeFundsWithdrawn;
import io.tollbridge.contracts.payments.DisputeUpdated;
import io.tollbridge.contracts.payments.HoldReleased;
import io.tollbridge.contracts.payments.PaymentAuthorised;
import io.tollbridge.contracts.payments.PaymentCanceled;
import io.tollbridge.contracts.payments.PaymentCaptured;
import io.tollbridge.contracts.payments.PaymentCreated;
import io.tollbridge.contracts.payments.PaymentEvent;
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
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is booked when something has happened: the whole of it, one row per event. */
public final class PostingRules {

    /**
     * Goes up when a row changes what it books. Postings keep the version they were made by, and
     * what was booked by another one stands.
     */
    public static final int VERSION = 1;

    /** The events that can book something. */
    public static final Set<Class<?>> BOOKED =
            Set.of(
                    PaymentAuthorised.class,
                    PaymentCaptured.class,
                    PaymentCanceled.class,
                    HoldReleased.class,
                    RefundCreated.class,
                    RefundSucceeded.class,
                    RefundFailed.class,
                    DisputeFundsWithdrawn.class,
                    DisputeFundsReinstated.class,
                    DisputeClosed.class,
                    SettlementItemAdded.class,
                    SettlementMatured.class,
                    PayoutCreated.class,
                    PayoutFailed.class,
                    LineMatched.class,
                    FundingMatched.class,
                    PayoutMatched.class,
                    PayoutReturned.class);

    private PostingRules() {}

    /**
     * Whose business an event is. Statements are a channel's or bank's and name no mode: what is
     * matched on them is of the platform's own mode.
     */
    public record Subject(
            @Nullable Mode mode, @Nullable MerchantId merchant, @Nullable PaymentId payment) {}

    /** An event's journals, and whose they are. */
    public record Booking(Subject subject, List<Journal> journals) {}

    /** The journals of an event. */
    public static Booking book(Object event) {
        return switch (event) {
            case PaymentEvent e -> new Booking(subject(e), payment(e));
            case SettlementItemAdded e ->
                    new Booking(
                            new Subject(e.mode(), e.merchantId(), e.paymentId()),
                            move(
                                    Rule.MERCHANT_FEE,
                                    e.fee(),
                                    pending(e.merchantId()),
                                    Chart.PROCESSING_FEES.account()));
            case SettlementMatured e ->
                    new Booking(
                            new Subject(e.mode(), e.merchantId(), null),
                            move(
                                    Rule.SETTLEMENT_MATURED,
                                    e.net(),
                                    pending(e.merchantId()),
                                    available(e.merchantId())));
            case PayoutCreated(var payout) -> new Booking(subject(payout), created(payout));
            case PayoutFailed(var payout) -> new Booking(subject(payout), failed(payout));
            case LineMatched e ->
                    new Booking(new Subject(null, e.merchantId(), e.paymentId()), settled(e));
            case FundingMatched e -> new Booking(new Subject(null, null, null), funded(e));
            case PayoutMatched e ->
                    new Booking(new Subject(null, e.merchantId(), null), debited(e));
            case PayoutReturned e ->
                    new Booking(new Subject(null, e.merchantId(), null), returned(e));
            default ->
                    throw new IllegalArgumentException(
                            "event: " + event.getClass() + " (expected: one with a posting rule)");
        };
    }

    private static List<Journal> created(PayoutView payout) {
        MerchantId merchant = payout.merchantId();
        return move(Rule.PAYOUT_CREATED, money(payout), available(merchant), inTransit(merchant));
    }

    private static List<Journal> failed(PayoutView payout) {
        MerchantId merchant = payout.merchantId();
        return move(Rule.PAYOUT_FAILED, money(payout), inTransit(merchant), available(merchant));
    }

    private static List<Journal> settled(LineMatched line) {
        return Journal.of(
                Rule.CHANNEL_SETTLED,
                new Leg(Chart.CHANNEL_IN_TRANSIT.of(line.channel()), line.net()),
                new Leg(Chart.CHANNEL_COST.of(line.channel()), line.fee()),
                new Leg(clearing(line.channel()), line.gross().negated()));
    }

    private static List<Journal> funded(FundingMatched credit) {
        return move(
                Rule.CHANNEL_FUNDED,
                credit.amount(),
                Chart.CLIENT_CASH.of(credit.bank()),
                Chart.CHANNEL_IN_TRANSIT.of(credit.channel()));
    }

    private static List<Journal> debited(PayoutMatched payout) {
        return move(
                Rule.PAYOUT_DEBITED,
                payout.amount(),
                inTransit(payout.merchantId()),
                Chart.CLIENT_CASH.of(payout.bank()));
    }

    /** Back in transit only: that the merchant has it again is booked when settlement says so. */
    private static List<Journal> returned(PayoutReturned payout) {
        return move(
                Rule.PAYOUT_RETURNED,
                payout.amount(),
                Chart.CLIENT_CASH.of(payout.bank()),
                inTransit(payout.merchantId()));
    }

    private static List<Journal> payment(PaymentEvent event) {
        MerchantId merchant = event.payment().merchantId();
        return switch (event) {
            case PaymentAuthorised(_, var attempt) ->
                    move(
                            Rule.HOLD,
                            attempt.amount(),
                            held(attempt.channel()),
                            Chart.HOLDS_FOR_MERCHANT.of(merchant.value()));
            case PaymentCaptured(_, var attempt, var capture) -> {
                var taken =
                        move(
                                Rule.CAPTURE,
                                capture.amount(),
                                clearing(attempt.channel()),
                                pending(merchant));
                yield attempt.operation().equals("capture") // else a purchase: it held nothing
                        ? join(release(attempt, capture.amount(), merchant), taken)
                        : taken;
            }
            case PaymentCanceled(_, var attempt) ->
                    attempt != null && attempt.operation().equals("void")
                            ? release(attempt, attempt.amount(), merchant)
                            : List.of();
            case HoldReleased(_, var attempt) -> release(attempt, attempt.amount(), merchant);
            case RefundCreated(_, var refund) ->
                    move(
                            Rule.REFUND_ACCEPTED,
                            money(refund),
                            pending(merchant),
                            refundable(merchant));
            case RefundSucceeded(_, var refund, var attempt) ->
                    move(
                            Rule.REFUND_CONFIRMED,
                            money(refund),
                            refundable(merchant),
                            clearing(attempt.channel()));
            case RefundFailed(_, var refund, _) ->
                    move(
                            Rule.REFUND_FAILED,
                            money(refund),
                            refundable(merchant),
                            pending(merchant));
            case DisputeFundsWithdrawn e -> DisputeRules.withdrawn(e);
            case DisputeFundsReinstated e -> DisputeRules.reinstated(e);
            case DisputeClosed e -> DisputeRules.closed(e);
            case PaymentCreated _,
                    DisputeCreated _,
                    DisputeUpdated _,
                    DisputeAnswered _,
                    AttemptStarted _,
                    AttemptDeclined _,
                    AttemptFailed _,
                    AttemptUnknown _ ->
                    List.of(); // no money moved, or nobody knows yet
        };
    }

    private static List<Journal> release(AttemptView attempt, Money amount, MerchantId merchant) {
        return move(
                Rule.HOLD_RELEASE,
                amount,
                Chart.HOLDS_FOR_MERCHANT.of(merchant.value()),
                held(attempt.channel()));
    }

    private static Subject subject(PaymentEvent event) {
        var payment = event.payment();
        return new Subject(mode(payment.livemode()), payment.merchantId(), payment.id());
    }

    private static Subject subject(PayoutView payout) {
        return new Subject(mode(payout.livemode()), payout.merchantId(), null);
    }

    private static Mode mode(boolean live) {
        return live ? Mode.LIVE : Mode.TEST;
    }

    private static Money money(RefundView refund) {
        return Money.of(refund.amount(), refund.currency());
    }

    private static Money money(PayoutView payout) {
        return Money.of(payout.amount(), payout.currency());
    }

    static Account clearing(String channel) {
        return Chart.CHANNEL_CLEARING.of(channel);
    }

    private static Account held(String channel) {
        return Chart.HOLDS_AT_CHANNEL.of(channel);
    }

    static Account pending(MerchantId merchant) {
        return Chart.MERCHANT_PENDING.of(merchant.value());
    }

    private static Account available(MerchantId merchant) {
        return Chart.MERCHANT_AVAILABLE.of(merchant.value());
    }

    private static Account inTransit(MerchantId merchant) {
        return Chart.PAYOUTS_IN_TRANSIT.of(merchant.value());
    }

    private static Account refundable(MerchantId merchant) {
        return Chart.REFUNDS_PAYABLE.of(merchant.value());
    }

    private static List<Journal> join(List<Journal> first, List<Journal> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }
}
