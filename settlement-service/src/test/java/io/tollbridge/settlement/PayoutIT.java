package io.tollbridge.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tollbridge.contracts.Topics;
import io.tollbridge.contracts.channels.PayoutAnswer;
import io.tollbridge.contracts.channels.PayoutOrder;
import io.tollbridge.contracts.settlements.PayoutCreated;
import io.tollbridge.contracts.settlements.PayoutFailed;
import io.tollbridge.contracts.settlements.PayoutPaid;
import io.tollbridge.contracts.settlements.PayoutSent;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Payouts from the money that is free to what the bank says of them. */
class PayoutIT extends SettlementScene {

    @Test
    void an_unclear_answer_is_asked_again_and_a_refusal_gives_the_money_back() {
        String iban = "DE89370400440532013000";
        publish(Fixtures.changed(Fixtures.merchant(merchant, iban, sinceBefore()), now));
        bank.answerNext(iban, PayoutAnswer.Verdict.UNCLEAR);
        publish(captured("c", 10_000));
        awaitStored("c");
        advance(Duration.ofDays(8));
        await().until(() -> bank.ordersFor(iban).size() == 1);
        bank.answerNext(iban, PayoutAnswer.Verdict.REJECTED);
        advance(Duration.ofMinutes(1));
        await().until(() -> payouts().size() == 1 && status(payouts().getFirst(), "failed"));
        assertThat(bank.ordersFor(iban).stream().map(PayoutOrder::payoutId).distinct()).hasSize(1);
        assertThat(payouts().getFirst().get("failure_reason").asString())
                .isEqualTo("account_closed");
        assertThat(get("/v1/balance").at("/available/0/amount").asLong()).isEqualTo(9_680);

        // Another account: the same batch is paid by another payout.
        var moved = Fixtures.merchant(merchant, "DE75512108001245126199", sinceBefore());
        publish(Fixtures.changed(withVersion(moved, 3), now));
        await().until(() -> payouts().size() == 2 && status(payouts().getFirst(), "in_transit"));
        String second = payouts().getFirst().get("id").asString();
        publish(debited(second, 9_680));
        await().until(() -> status(payouts().getFirst(), "paid"));
        publish(returned(second, 9_680));
        await().until(() -> status(payouts().getFirst(), "failed"));
        assertThat(get("/v1/balance").at("/available/0/amount").asLong()).isEqualTo(9_680);
        await().untilAsserted(() ->
                assertThat(bodies(Topics.PAYOUTS, second))
                        .hasEntrySatisfying(
                                second + ":4",
                                late -> assertThat(late.is(PayoutFailed.class)).isTrue()));
    }

    @Test
    void a_payout_that_the_bank_refuses_after_it_accepted_it_gives_the_money_back() {
        String iban = "DE02100500000054540402";
        publish(Fixtures.changed(Fixtures.merchant(merchant, iban, sinceBefore()), now));
        publish(captured("f", 10_000));
        awaitStored("f");
        advance(Duration.ofDays(8));
        await().until(() -> payouts().size() == 1 && status(payouts().getFirst(), "in_transit"));
        String payoutId = payouts().getFirst().get("id").asString();
        int asked = bank.ordersFor(iban).size();

        bank.answerNext(iban, PayoutAnswer.Verdict.REJECTED); // found out when it was to pay
        await().until(() -> {
            advance(Duration.ofDays(1));
            return status(payouts().getFirst(), "failed");
        });
        assertThat(bank.ordersFor(iban)).hasSize(asked + 1);
        assertThat(bank.ordersFor(iban).stream().distinct()).hasSize(1); // word for word the same
        var balance = get("/v1/balance");
        assertThat(balance.at("/available/0/amount").asLong()).isEqualTo(9_680);
        assertThat(balance.at("/in_transit/0/amount").asLong()).isZero();
        await().untilAsserted(() ->
                assertThat(bodies(Topics.PAYOUTS, payoutId))
                        .hasEntrySatisfying(
                                payoutId + ":3",
                                late -> assertThat(late.is(PayoutFailed.class)).isTrue()));
        assertThat(daysAfterItsCreation(payoutId, 1)).isZero();
        assertThat(daysAfterItsCreation(payoutId, 3)).isPositive(); // told when it happened
    }

    private long daysAfterItsCreation(String payoutId, int version) {
        var event =
                Objects.requireNonNull(
                        bodies(Topics.PAYOUTS, payoutId).get(payoutId + ":" + version));
        var created = Instant.parse(payouts().getFirst().get("created").asString());
        return Duration.between(created, event.at()).toDays();
    }

    @Test
    void a_payout_in_transit_is_asked_about_daily_until_the_statement_shows_it() {
        String iban = "DE88100900001234567892";
        publish(Fixtures.changed(Fixtures.merchant(merchant, iban, sinceBefore()), now));
        publish(captured("g", 10_000));
        awaitStored("g");
        advance(Duration.ofDays(8));
        await().until(() -> payouts().size() == 1 && status(payouts().getFirst(), "in_transit"));
        await().until(() -> {
            advance(Duration.ofDays(1));
            return bank.ordersFor(iban).size() >= 3;
        });
        assertThat(status(payouts().getFirst(), "in_transit")).isTrue();
        String payoutId = payouts().getFirst().get("id").asString();
        publish(debited(payoutId, 9_680));
        await().until(() -> status(payouts().getFirst(), "paid"));
    }

    @Test
    void without_an_account_the_money_waits_for_one() {
        publish(Fixtures.changed(Fixtures.merchant(merchant, null, sinceBefore()), now));
        publish(captured("d", 10_000));
        awaitStored("d");
        advance(Duration.ofDays(8));
        await().untilAsserted(() ->
                assertThat(get("/v1/balance").at("/available/0/amount").asLong()).isEqualTo(9_680));
        assertThat(payouts()).isEmpty();
        String iban = "DE02120300000000202051";
        publish(Fixtures.changed(Fixtures.merchant(merchant, iban, sinceBefore()), now));
        await().until(() -> payouts().size() == 1 && status(payouts().getFirst(), "in_transit"));
        String payoutId = payouts().getFirst().get("id").asString();
        await().untilAsserted(() -> {
            var events = bodies(Topics.PAYOUTS, payoutId).values();
            assertThat(events).anyMatch(e -> e.is(PayoutCreated.class));
            assertThat(events).anyMatch(e -> e.is(PayoutSent.class));
            assertThat(events).noneMatch(e -> e.is(PayoutPaid.class));
        });
    }
}
