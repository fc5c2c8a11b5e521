package io.tollbridge.coreengine.payment;

import static io.tollbridge.coreengine.payment.TestAttempts.A;
import static io.tollbridge.coreengine.payment.TestAttempts.B;
import static io.tollbridge.coreengine.payment.TestAttempts.NOON;
import static io.tollbridge.coreengine.payment.TestAttempts.TEN;
import static io.tollbridge.coreengine.payment.TestAttempts.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.RefundId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every state meets every event; what comes of it stands in a committed table and a diagram. */
class PaymentLifecycleTest {

    private static final PaymentError NO =
            new PaymentError("card_declined", null, null, null, "no");

    @Test
    void a_channel_timeout_leaves_the_payment_processing_not_failed() {
        var state = new PaymentState.Processing(A);
        assertThat(PaymentLifecycle.next(state, new PaymentEvent.Unclear(NOON, purchase(A))))
                .isEqualTo(state);
    }

    @Test
    void an_attempt_that_is_not_the_one_at_the_channel_moves_nothing() {
        assertThatThrownBy(() ->
                        PaymentLifecycle.next(
                                new PaymentState.Processing(A), approved(purchase(B))))
                .isInstanceOf(PaymentLifecycle.Refusal.class);
    }

    @Test
    void every_state_meets_every_event_as_the_table_says() throws IOException {
        var table = new StringBuilder();
        states().forEach((stateName, state) ->
                events().forEach((eventName, event) ->
                        table.append(
                                "%-24s %-22s %s%n"
                                        .formatted(stateName, eventName, outcome(state, event)))));
        equalsFile(Path.of("src/test/resources/payment-lifecycle.txt"), table.toString());
    }

    @Test
    void the_diagram_shows_what_the_code_does() throws IOException {
        var arrows = new TreeSet<String>();
        states().forEach((stateName, state) ->
                events().forEach((eventName, event) -> {
                    String to = outcome(state, event);
                    if (!to.equals("refused")) {
                        arrows.add("    %s --> %s: %s".formatted(stateName, to, eventName));
                    }
                }));
        for (PaymentState state : states().values()) {
            var then = PaymentLifecycle.withNothingLeft(state);
            if (!then.equals(state)) {
                arrows.add("    %s --> %s: nothing left".formatted(name(state), name(then)));
            }
        }
        String diagram =
                """
                # The life of a payment

                Drawn from the code by `PaymentLifecycleTest`; a test fails when the two differ. What is
                not drawn is refused.

                ```mermaid
                stateDiagram-v2
                    [*] --> RequiresPaymentMethod: created
                    [*] --> RequiresConfirmation: created with a method
                %s
                    Succeeded --> [*]
                    Canceled --> [*]
                ```
                """
                        .formatted(String.join("\n", arrows));
        equalsFile(Path.of("../docs/flows/payment-lifecycle.md"), diagram);
    }

    private static void equalsFile(Path file, String expected) throws IOException {
        if (System.getenv("TOLLBRIDGE_UPDATE") != null) {
            Files.writeString(file, expected);
        }
        assertThat(file).as("set TOLLBRIDGE_UPDATE to renew").hasContent(expected);
    }

    private static String outcome(PaymentState state, PaymentEvent event) {
        try {
            return name(PaymentLifecycle.next(state, event));
        } catch (PaymentLifecycle.Refusal _) {
            return "refused";
        }
    }

    private static String name(PaymentState state) {
        return state.getClass().getSimpleName();
    }

    private static Map<String, PaymentState> states() {
        var states = new LinkedHashMap<String, PaymentState>();
        for (PaymentState state :
                new PaymentState[] {
                    new PaymentState.RequiresPaymentMethod(),
                    new PaymentState.RequiresConfirmation(),
                    new PaymentState.Processing(A),
                    new PaymentState.RequiresCapture(A),
                    new PaymentState.Capturing(B, A),
                    new PaymentState.Voiding(B, A, "duplicate"),
                    new PaymentState.Succeeded(),
                    new PaymentState.Canceled("duplicate")
                }) {
            states.put(state.getClass().getSimpleName(), state);
        }
        var permitted = PaymentState.class.getPermittedSubclasses();
        assertThat(states.values().stream().map(Object::getClass).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(permitted);
        return states;
    }

    private static Map<String, PaymentEvent> events() {
        var events = new LinkedHashMap<String, PaymentEvent>();
        events.put("created", new PaymentEvent.Created(NOON));
        events.put("abandoned", new PaymentEvent.Abandoned(NOON, "duplicate"));
        var refund = new RefundId("re_x_1");
        events.put("refund accepted", new PaymentEvent.RefundAccepted(NOON, refund, TEN, null));
        events.put(
                "part of capture sent",
                new PaymentEvent.PartSent(NOON, sent(A, Operation.CAPTURE)));
        events.put(
                "dispute changed",
                new PaymentEvent.DisputeChanged(
                        NOON, Dispute.Change.CREATED, DisputeLifecycleTest.dispute(), null));
        for (Operation operation : Operation.values()) {
            Attempt attempt = sent(A, operation);
            String name = operation.wire();
            events.put(name + " sent", new PaymentEvent.Sent(NOON, attempt, null));
            events.put(name + " approved", approved(attempt));
            events.put(name + " refused", new PaymentEvent.Refused(NOON, attempt, NO));
            events.put(name + " unclear", new PaymentEvent.Unclear(NOON, attempt));
        }
        return events;
    }

    private static PaymentEvent approved(Attempt attempt) {
        return new PaymentEvent.Approved(NOON, attempt, TEN, null);
    }

    private static Attempt purchase(AttemptId id) {
        return sent(id, Operation.PURCHASE);
    }
}
