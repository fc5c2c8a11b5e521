package io.tollbridge.coreengine.payment;

import static io.tollbridge.coreengine.payment.PaymentTest.done;
import static io.tollbridge.coreengine.payment.PaymentTest.eur;
import static io.tollbridge.coreengine.payment.PaymentTest.held;
import static io.tollbridge.coreengine.payment.PaymentTest.last;
import static io.tollbridge.coreengine.payment.TestAttempts.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollbridge.coreengine.payment.Dispute.Change;
import io.tollbridge.coreengine.payment.Dispute.Stage;
import io.tollbridge.coreengine.payment.Dispute.Status;
import io.tollbridge.coreengine.payment.DisputeLifecycle.Word;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a channel's notices make of a payment of 10.00 that was taken. */
class DisputePolicyTest {

    private static final Word CHARGEBACK = new Word.Raised(Stage.CHARGEBACK);
    private static final Word INQUIRY = new Word.Raised(Stage.INQUIRY);
    private static final AttemptId TAKEN = new AttemptId("att_x_2");

    @Test
    void a_chargeback_is_told_first_and_then_that_its_money_is_gone() {
        Payment taken = taken();
        var events = follow(taken, notice(1, CHARGEBACK, "mv-1"));
        assertThat(events)
                .extracting(PaymentEvent.DisputeChanged::change)
                .containsExactly(Change.CREATED, Change.FUNDS_WITHDRAWN);
        assertThat(events)
                .extracting(e -> e.dispute().fundsWithdrawn())
                .containsExactly(false, true);
        Payment after = apply(taken, notice(1, CHARGEBACK, "mv-1"));
        assertThat(after.version()).isEqualTo(taken.version() + 2);
        assertThat(after.disputes()).hasSize(1);
        assertThat(after.disputes().getFirst().id().value()).isEqualTo("dp_x_1");
        assertThat(after.refundable()).isEqualTo(eur(600));
        assertThat(after.review()).isEqualTo("none");
    }

    @Test
    void an_inquiry_takes_nothing_and_may_become_a_chargeback() {
        Payment asked = apply(taken(), notice(1, INQUIRY, null));
        assertThat(asked.refundable()).isEqualTo(eur(1000));
        Payment taken = apply(asked, notice(2, CHARGEBACK, "mv-1"));
        assertThat(taken.disputes()).hasSize(1);
        assertThat(taken.refundable()).isEqualTo(eur(600));
        assertThat(taken.disputes().getFirst().status()).isEqualTo(Status.NEEDS_RESPONSE);
    }

    @Test
    void a_notice_that_came_before_is_known_and_one_after_a_gap_too_early() {
        Payment raised = apply(taken(), notice(1, CHARGEBACK, "mv-1"));
        assertThat(judge(raised, notice(1, CHARGEBACK, "mv-1")))
                .isInstanceOf(DisputePolicy.Verdict.Known.class);
        assertThat(judge(raised, notice(3, new Word.Lost(), null)))
                .isInstanceOf(DisputePolicy.Verdict.TooEarly.class);
        assertThat(judge(taken(), notice(2, new Word.Lost(), null)))
                .isInstanceOf(DisputePolicy.Verdict.TooEarly.class);
    }

    @Test
    void a_lost_case_keeps_the_money_and_a_late_win_brings_it_back() {
        Payment lost = raisedAnd(notice(2, new Word.Lost(), null));
        assertThat(lost.refundable()).isEqualTo(eur(600));
        var late = notice(3, new Word.Won(), "mv-2");
        assertThat(follow(lost, late))
                .extracting(PaymentEvent.DisputeChanged::change)
                .containsExactly(Change.FUNDS_REINSTATED, Change.CLOSED);
        Payment won = apply(lost, late);
        assertThat(won.refundable()).isEqualTo(eur(1000));
        assertThat(won.disputes().getFirst().status()).isEqualTo(Status.WON);
    }

    @Test
    void money_taken_back_that_was_refunded_already_is_recorded_and_shown_as_a_conflict() {
        Payment refunded =
                taken().after(
                                new PaymentEvent.RefundAccepted(
                                        NOON, taken().nextRefundId(), eur(700), null));
        Payment both = apply(refunded, notice(1, CHARGEBACK, "mv-1"));
        assertThat(both.review()).isEqualTo("conflicted");
        assertThat(both.disputed()).isEqualTo(eur(400));
        assertThat(both.refundable()).isEqualTo(eur(0));
        assertThatThrownBy(() ->
                        both.after(
                                new PaymentEvent.RefundAccepted(
                                        NOON, both.nextRefundId(), eur(1), null)))
                .hasMessageContaining("refund");
    }

    @Test
    void a_dispute_of_money_whose_outcome_is_not_recorded_has_to_wait() {
        Payment asked = last(held(), 1000);
        assertThat(judge(asked, notice(1, CHARGEBACK, "mv-1")))
                .isInstanceOf(DisputePolicy.Verdict.TooEarly.class);
    }

    @Test
    void what_contradicts_the_record_is_refused() {
        Payment raised = apply(taken(), notice(1, CHARGEBACK, "mv-1"));
        refused(raised, notice(2, new Word.Raised(Stage.PRE_ARBITRATION), "mv-2"));
        refused(raised, of(2, new Word.Won(), eur(399), "mv-2"));
        refused(raisedAnd(notice(2, new Word.Won(), "mv-2")), notice(3, new Word.Lost(), null));
        refused(taken(), notice(1, new Word.Won(), null));
        refused(held(), notice(1, CHARGEBACK, "mv-1"));
    }

    private static void refused(Payment payment, DisputePolicy.Notice notice) {
        assertThatThrownBy(() -> judge(payment, notice))
                .isInstanceOf(DisputeLifecycle.Refusal.class);
    }

    private static Payment raisedAnd(DisputePolicy.Notice notice) {
        return apply(apply(taken(), notice(1, CHARGEBACK, "mv-1")), notice);
    }

    private static Payment taken() {
        return done(last(held(), 1000));
    }

    private static Payment apply(Payment payment, DisputePolicy.Notice notice) {
        Payment after = payment;
        for (var event : follow(payment, notice)) {
            after = after.after(event);
        }
        return after;
    }

    private static List<PaymentEvent.DisputeChanged> follow(
            Payment payment, DisputePolicy.Notice notice) {
        return ((DisputePolicy.Verdict.Follows) judge(payment, notice)).events();
    }

    private static DisputePolicy.Verdict judge(Payment payment, DisputePolicy.Notice notice) {
        return DisputePolicy.judge(payment, notice, LocalDate.EPOCH);
    }

    private static DisputePolicy.Notice notice(int number, Word word, @Nullable String movement) {
        return of(number, word, eur(400), movement);
    }

    private static DisputePolicy.Notice of(
            int number, Word word, Money amount, @Nullable String movement) {
        return new DisputePolicy.Notice(
                "acquirer",
                "case-1",
                number,
                TAKEN,
                word,
                amount,
                "fraudulent",
                movement,
                NOON,
                NOON);
    }
}
