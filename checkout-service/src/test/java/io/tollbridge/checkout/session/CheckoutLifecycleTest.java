package io.tollbridge.checkout.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollbridge.checkout.session.CheckoutEvent.Answered;
import io.tollbridge.checkout.session.CheckoutEvent.Approved;
import io.tollbridge.checkout.session.CheckoutEvent.Canceled;
import io.tollbridge.checkout.session.CheckoutEvent.Overdue;
import io.tollbridge.checkout.session.CheckoutEvent.Refused;
import io.tollbridge.checkout.session.CheckoutEvent.Submitted;
import io.tollbridge.checkout.session.CheckoutEvent.Withdrawn;
import io.tollbridge.checkout.session.CheckoutLifecycle.StepRefused;
import io.tollbridge.checkout.session.CheckoutState.Complete;
import io.tollbridge.checkout.session.CheckoutState.Expired;
import io.tollbridge.checkout.session.CheckoutState.Open;
import io.tollbridge.checkout.session.CheckoutState.Paying;
import io.tollbridge.kernel.CardFace;
import io.tollbridge.kernel.CardToken;
import io.tollbridge.kernel.PaymentId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

class CheckoutLifecycleTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final PaymentId PAYMENT = new PaymentId("pay_1");
    private static final CardToken TOKEN =
            CardToken.of("t1", new CardFace("visa", "424242", "4242", 2031, 12, "fp"));

    private static PaymentTry tryNumber(int number) {
        return new PaymentTry(number, TOKEN, "203.0.113.7", NOON);
    }

    private static Paying paying(int number) {
        return new Paying(tryNumber(number), PAYMENT, false);
    }

    @Test
    void a_try_starts_in_an_open_session_with_the_next_number_only() {
        assertThat(CheckoutLifecycle.next(Open.NEW, new Submitted(tryNumber(1))))
                .isEqualTo(new Paying(tryNumber(1), null, false));
        assertThatThrownBy(() -> CheckoutLifecycle.next(Open.NEW, new Submitted(tryNumber(2))))
                .isInstanceOf(StepRefused.class);
    }

    @Test
    void a_try_that_was_withdrawn_before_it_was_written_can_never_start() {
        var withdrawn = CheckoutLifecycle.next(Open.NEW, new Withdrawn(1, NOON));
        assertThat(withdrawn).isEqualTo(new Open(1, null, "interrupted"));
        assertThatThrownBy(() -> CheckoutLifecycle.next(withdrawn, new Submitted(tryNumber(1))))
                .isInstanceOf(StepRefused.class);
        assertThat(CheckoutLifecycle.next(withdrawn, new Withdrawn(1, NOON))).isEqualTo(withdrawn);
        assertThat(CheckoutLifecycle.next(paying(1), new Withdrawn(1, NOON))).isEqualTo(paying(1));
    }

    @Test
    void a_second_try_cannot_start_while_one_is_open() {
        var other = new PaymentTry(1, TOKEN, null, NOON);
        assertThatThrownBy(() -> CheckoutLifecycle.next(paying(1), new Submitted(other)))
                .isInstanceOf(StepRefused.class);
    }

    @Test
    void a_refusal_opens_the_session_for_the_next_try() {
        assertThat(
                        CheckoutLifecycle.next(
                                paying(3), new Refused(3, NOON, PAYMENT, "insufficient_funds")))
                .isEqualTo(new Open(3, PAYMENT, "insufficient_funds"));
    }

    @Test
    void the_last_refusal_ends_the_session() {
        int last = CheckoutLifecycle.MAX_TRIES;
        assertThat(CheckoutLifecycle.next(paying(last), new Refused(last, NOON, null, "generic")))
                .isEqualTo(new Expired(NOON, PAYMENT));
    }

    @Test
    void an_answer_to_an_earlier_try_says_nothing_about_this_one() {
        assertThat(CheckoutLifecycle.next(paying(2), new Refused(1, NOON, PAYMENT, "generic")))
                .isEqualTo(paying(2));
        assertThat(CheckoutLifecycle.next(paying(2), new Answered(1, PAYMENT)))
                .isEqualTo(paying(2));
    }

    @Test
    void time_does_not_end_a_session_that_is_being_paid() {
        assertThat(CheckoutLifecycle.next(paying(1), new Overdue(NOON))).isEqualTo(paying(1));
    }

    /** Every state with every event, against the committed table. */
    @Test
    void the_whole_lifecycle_is_the_committed_table() throws IOException {
        assertThat(matrix())
                .isEqualTo(
                        new ClassPathResource("checkout-lifecycle.txt")
                                .getContentAsString(StandardCharsets.UTF_8));
    }

    private static String matrix() {
        Map<String, CheckoutState> states = new LinkedHashMap<>();
        states.put("Open", new Open(0, PAYMENT, null));
        states.put("Paying", paying(1));
        states.put("Complete", new Complete(NOON, PAYMENT, true));
        states.put("Expired", new Expired(NOON, PAYMENT));
        Map<String, CheckoutEvent> events = new LinkedHashMap<>();
        events.put("Submitted", new Submitted(new PaymentTry(1, TOKEN, null, NOON)));
        events.put("Withdrawn", new Withdrawn(1, NOON));
        events.put("Answered", new Answered(1, PAYMENT));
        events.put("Approved", new Approved(NOON, PAYMENT, true));
        events.put("Refused", new Refused(1, NOON, PAYMENT, "generic"));
        events.put("Canceled", new Canceled(NOON, PAYMENT));
        events.put("Overdue", new Overdue(NOON));
        var table = new StringBuilder();
        states.forEach((from, state) ->
                events.forEach((name, event) ->
                        table.append(from)
                                .append(" + ")
                                .append(name)
                                .append(" -> ")
                                .append(outcome(state, event))
                                .append('\n')));
        return table.toString();
    }

    private static String outcome(CheckoutState state, CheckoutEvent event) {
        try {
            var next = CheckoutLifecycle.next(state, event);
            return next.equals(state) ? "same" : next.getClass().getSimpleName();
        } catch (StepRefused _) {
            return "refused";
        }
    }
}
