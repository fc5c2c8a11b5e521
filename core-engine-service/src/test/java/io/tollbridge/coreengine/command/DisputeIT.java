package io.tollbridge.coreengine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tollbridge.contracts.channels.DisputeNotice;
import io.tollbridge.contracts.channels.DisputeNotice.Outcome;
import io.tollbridge.contracts.payments.DisputeFundsReinstated;
import io.tollbridge.coreengine.payment.Payment;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.starter.event.EventEnvelope;
import io.tollbridge.starter.event.OutgoingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/** A channel's notices on real stores: each has one effect, whatever happens besides. */
class DisputeIT extends PaymentCalls {

    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");

    @Autowired PaymentStore store;

    @Test
    void a_chargeback_takes_the_money_and_a_win_brings_it_back_each_told_once() {
        Paid paid = paid();
        var raised = notice(paid, 1, Outcome.RAISED, 600, "mv-1");
        send(raised);
        send(raised);
        send(notice(paid, 2, Outcome.WON, 600, "mv-2"));

        List<EventEnvelope> told = told(paid.id(), 7);
        assertThat(told)
                .extracting(EventEnvelope::type)
                .endsWith(
                        "dispute.created",
                        "dispute.funds_withdrawn",
                        "dispute.funds_reinstated",
                        "dispute.closed");
        assertThat(told.stream().filter(e -> e.type().equals("dispute.created"))).hasSize(1);
        var closed = json.readTree(told.getLast().body()).path("dispute");
        assertThat(closed.path("status").asString()).isEqualTo("won");
        assertThat(closed.path("funds_withdrawn").asBoolean()).isFalse();
        assertThat(closed.path("id").asString()).isEqualTo("dp_" + paid.id().substring(4) + "_1");
    }

    @Test
    void money_that_comes_back_says_whether_the_case_was_lost_before() {
        Paid won = paid();
        send(notice(won, 1, Outcome.RAISED, 600, "mv-1"));
        send(notice(won, 2, Outcome.WON, 600, "mv-2"));
        Paid lost = paid();
        send(notice(lost, 1, Outcome.RAISED, 600, "mv-1"));
        send(notice(lost, 2, Outcome.LOST, 600, null));
        send(notice(lost, 3, Outcome.WON, 600, "mv-2"));
        assertThat(reinstated(won, 7).afterLoss()).isFalse();
        assertThat(reinstated(lost, 8).afterLoss()).isTrue();
    }

    private DisputeFundsReinstated reinstated(Paid paid, int events) {
        return told(paid.id(), events).stream()
                .filter(event -> event.type().equals("dispute.funds_reinstated"))
                .findFirst()
                .orElseThrow()
                .as(DisputeFundsReinstated.class);
    }

    @Test
    void a_payment_that_was_stored_before_there_were_disputes_has_none() {
        var snapshots = PaymentConfiguration.snapshots(json);
        var older = (ObjectNode) snapshots.valueToTree(payment(paid()));
        assertThat(older.remove("disputes")).isNotNull();
        assertThat(snapshots.treeToValue(older, Payment.class).disputes()).isEmpty();
    }

    @Test
    void a_refund_and_a_chargeback_at_once_never_go_beyond_what_was_taken_unseen()
            throws Exception {
        for (int i = 0; i < 5; i++) {
            Paid paid = paid();
            try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
                var refund =
                        pool.submit(() ->
                                post(
                                        "/v1/refunds",
                                        key(),
                                        Map.of("payment", paid.id(), "amount", 700)));
                send(notice(paid, 1, Outcome.RAISED, 600, "mv-1"));
                int status = refund.get().getStatusCode().value();
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> payment(paid).disputed().isPositive());
                var after = payment(paid);
                assertThat(after.disputed()).isEqualTo(Money.of(600, "EUR"));
                boolean refunded = after.refunded().isPositive();
                assertThat(status).isEqualTo(refunded ? 201 : 422);
                assertThat(after.review()).isEqualTo(refunded ? "conflicted" : "none");
            }
        }
    }

    /** A payment of 10.00 that was taken. */
    private record Paid(String id, AttemptId attempt, int version) {}

    private Paid paid() {
        var paid = tree(post("/v1/payments", key(), payment(1000, true)));
        assertThat(paid.path("status").asString()).isEqualTo("succeeded");
        return new Paid(
                paid.path("id").asString(),
                new AttemptId(paid.path("latest_attempt").asString()),
                paid.path("version").asInt());
    }

    private Payment payment(Paid paid) {
        return Objects.requireNonNull(store.load(new PaymentId(paid.id())).payment());
    }

    private static DisputeNotice notice(
            Paid paid, int sequence, Outcome outcome, long amount, @Nullable String movement) {
        String caseReference = "case-" + paid.id();
        return new DisputeNotice(
                "acquirer",
                caseReference,
                sequence,
                paid.attempt(),
                "chargeback",
                outcome,
                Money.of(amount, "EUR"),
                "fraudulent",
                movement == null ? null : movement + caseReference,
                AT.plus(Duration.ofDays(7)),
                AT);
    }

    private void send(DisputeNotice notice) {
        send(notice, notice.caseReference());
    }

    private void send(DisputeNotice notice, String key) {
        publisher.publish(
                List.of(
                        new OutgoingEvent(
                                notice,
                                key,
                                notice.caseReference() + ":" + notice.sequence(),
                                notice.sequence(),
                                AT)));
    }
}
