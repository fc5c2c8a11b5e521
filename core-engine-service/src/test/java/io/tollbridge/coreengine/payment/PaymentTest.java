package io.tollbridge.coreengine.payment;

import static io.tollbridge.coreengine.payment.TestAttempts.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollbridge.kernel.CardFace;
import io.tollbridge.kernel.CardToken;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The budgets of a hold of 10.00: what is reserved, added, taken, left and given back. */
class PaymentTest {

    private static final RequestKey KEY = new RequestKey("k", "00");

    @Test
    void a_capture_takes_its_budget_before_the_channel_hears_of_it() {
        Payment one = part(held(), 400);
        assertThat(one.capturable()).isEqualTo(eur(600));
        assertThat(one.captured()).isEqualTo(eur(0));
        assertThatThrownBy(() -> part(one, 601)).hasMessageContaining("<= 6.00 EUR");
        assertThat(part(one, 600).capturable()).isEqualTo(eur(0));
    }

    @Test
    void a_refused_capture_gives_its_budget_back() {
        Payment sent = part(held(), 400);
        Payment refused = refused(sent);
        assertThat(refused.capturable()).isEqualTo(eur(1000));
        assertThat(refused.state()).isInstanceOf(PaymentState.RequiresCapture.class);
    }

    @Test
    void a_taken_part_is_refunded_while_another_capture_has_no_outcome() {
        Payment taken = done(part(held(), 400));
        Payment unknown = part(taken, 300);
        unknown =
                unknown.after(
                        new PaymentEvent.Unclear(
                                NOON,
                                newest(unknown).as(Attempt.Status.UNKNOWN, Attempt.Result.NONE)));
        assertThat(unknown.isPending(Operation.CAPTURE)).isTrue();
        assertThat(unknown.refundable()).isEqualTo(eur(400));
        Payment refunding =
                unknown.after(
                        new PaymentEvent.RefundAccepted(
                                NOON, unknown.nextRefundId(), eur(400), null));
        assertThat(refunding.refundable()).isEqualTo(eur(0));
        assertThatThrownBy(() ->
                        refunding.after(
                                new PaymentEvent.RefundAccepted(
                                        NOON, refunding.nextRefundId(), eur(1), null)))
                .hasMessageContaining("refund");
    }

    @Test
    void parts_that_take_it_all_end_the_payment() {
        Payment most = done(part(held(), 999));
        assertThat(most.state()).isInstanceOf(PaymentState.RequiresCapture.class);
        assertThat(done(part(most, 1)).state()).isInstanceOf(PaymentState.Succeeded.class);
    }

    @Test
    void the_last_capture_ends_it_and_leaves_a_rest() {
        Payment last = last(done(part(held(), 300)), 200);
        assertThat(last.state()).isInstanceOf(PaymentState.Capturing.class);
        Payment over = done(last);
        assertThat(over.state()).isInstanceOf(PaymentState.Succeeded.class);
        assertThat(over.captured()).isEqualTo(eur(500));
        assertThat(over.uncaptured()).isEqualTo(eur(500));
        assertThat(over.capturable()).isEqualTo(eur(0));
    }

    @Test
    void a_refund_names_the_capture_or_the_hold_when_there_are_several() {
        Payment one = done(part(held(), 300));
        assertThat(one.refundedFrom().orElseThrow().operation()).isEqualTo(Operation.CAPTURE);
        Payment two = done(part(one, 300));
        assertThat(two.refundedFrom().orElseThrow().operation()).isEqualTo(Operation.AUTHORISE);
    }

    @Test
    void an_increment_counts_once_the_channel_has_granted_it() {
        Payment asked = increment(done(part(held(), 400)), 500);
        assertThat(asked.isPending(Operation.INCREMENT)).isTrue();
        assertThat(asked.capturable()).isEqualTo(eur(600));
        Payment granted = done(asked);
        assertThat(granted.amount()).isEqualTo(eur(1500));
        assertThat(granted.capturable()).isEqualTo(eur(1100));
        assertThat(granted.hold().orElseThrow().operation()).isEqualTo(Operation.AUTHORISE);
        assertThat(granted.standing(granted.hold().orElseThrow())).isEqualTo(eur(1500));
        Payment refused = refused(asked);
        assertThat(refused.amount()).isEqualTo(eur(1000));
        assertThat(refused.capturable()).isEqualTo(eur(600));
        assertThat(refused.state()).isInstanceOf(PaymentState.RequiresCapture.class);
    }

    @Test
    void a_hold_that_is_taken_whole_waits_for_its_increment() {
        Payment asked = done(part(increment(held(), 500), 1000), Operation.CAPTURE);
        assertThat(asked.state()).isInstanceOf(PaymentState.RequiresCapture.class);
        assertThat(refused(asked, Operation.INCREMENT).state())
                .isInstanceOf(PaymentState.Succeeded.class);
        Payment granted = done(asked, Operation.INCREMENT);
        assertThat(granted.state()).isInstanceOf(PaymentState.RequiresCapture.class);
        assertThat(granted.capturable()).isEqualTo(eur(500));
    }

    static Payment held() {
        var face = new CardFace("visa", "424242", "4242", 2030, 12, "fp1");
        var order =
                new Order(
                        new MerchantId("mch_1"), Mode.TEST, eur(1000), false, null, null, Map.of());
        Payment begun =
                Payment.begin(new PaymentId("pay_x"), order, KEY, CardToken.of("r1", face), NOON);
        return done(begun.after(sent(begun, Operation.AUTHORISE, 1000)));
    }

    static Payment part(Payment payment, long amount) {
        return payment.after(
                new PaymentEvent.PartSent(
                        NOON, sent(payment, Operation.CAPTURE, amount).attempt()));
    }

    static Payment last(Payment payment, long amount) {
        return payment.after(sent(payment, Operation.CAPTURE, amount));
    }

    private static PaymentEvent.Sent sent(Payment payment, Operation operation, long amount) {
        var attempt =
                Attempt.sent(
                        payment.nextAttemptId(), "acquirer", operation, eur(amount), NOON, KEY);
        return new PaymentEvent.Sent(NOON, attempt, null);
    }

    private static Payment increment(Payment payment, long amount) {
        return payment.after(sent(payment, Operation.INCREMENT, amount));
    }

    /** The newest attempt, done. */
    static Payment done(Payment payment) {
        return done(payment, newest(payment).operation());
    }

    /** The newest attempt of an operation, done. */
    private static Payment done(Payment payment, Operation operation) {
        Attempt attempt = newest(payment, operation);
        return payment.after(
                new PaymentEvent.Approved(
                        NOON,
                        attempt.as(attempt.done(), Attempt.Result.NONE),
                        attempt.amount(),
                        LocalDate.EPOCH));
    }

    private static Payment refused(Payment payment) {
        return refused(payment, newest(payment).operation());
    }

    private static Payment refused(Payment payment, Operation operation) {
        Attempt attempt = newest(payment, operation);
        return payment.after(
                new PaymentEvent.Refused(
                        NOON,
                        attempt.as(Attempt.Status.DECLINED, Attempt.Result.NONE),
                        new PaymentError("card_declined", null, null, null, "no")));
    }

    private static Attempt newest(Payment payment) {
        return payment.latest().orElseThrow();
    }

    private static Attempt newest(Payment payment, Operation operation) {
        return payment.attempts().stream()
                .filter(a -> a.operation() == operation)
                .reduce((_, b) -> b)
                .orElseThrow();
    }

    static Money eur(long minor) {
        return Money.of(minor, "EUR");
    }
}
