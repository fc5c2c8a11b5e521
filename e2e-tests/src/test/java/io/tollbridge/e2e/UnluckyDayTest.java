package io.tollbridge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.sandbox.client.ApiClient;
import io.tollbridge.sandbox.client.Books;
import io.tollbridge.sandbox.client.Merchant;
import io.tollbridge.sandbox.client.Waiting;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * A day from the payment to the payout on which the services behind it die at each place where they
 * may have done one thing and not yet the next. In the end all books agree to the cent.
 */
@Order(2)
class UnluckyDayTest {

    private static final String GOOD = "4242424242424242";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** The channel never got it and says so, which is fenced by a reversal. */
    private static final long LOST_ON_THE_WAY = 2092;

    private final ApiClient operator = TheSandbox.operator();
    private final Merchant shop = TheSandbox.merchant("Unlucky Day Ltd");

    @Test
    void every_cent_arrives_though_everybody_dies_at_every_step() {
        var accounting =
                Deaths.of(
                        "accounting",
                        "accounting.before-postings",
                        "accounting.after-postings",
                        "accounting.after-announcement",
                        "accounting.after-balances");
        var settlement =
                Deaths.of(
                        "settlement",
                        "settlement.batch-registered",
                        "settlement.items-stored",
                        "settlement.items-announced",
                        "settlement.batch-shut",
                        "settlement.batch-sealed",
                        "settlement.batch-pending",
                        "settlement.batch-credited",
                        "settlement.batch-matured",
                        "settlement.payout-decided",
                        "settlement.payout-reserved",
                        "settlement.payout-instructed",
                        "settlement.payout-moved");
        var reconciliation =
                Deaths.of(
                        "reconciliation",
                        "reconciliation.outcomes-stored",
                        "reconciliation.day-decided",
                        "reconciliation.outcomes-published",
                        "reconciliation.funding-expected",
                        "reconciliation.closing-published",
                        "reconciliation.bank-entry-stored",
                        "reconciliation.bank-entry-published");
        var compensation =
                Deaths.of(
                        "compensation",
                        "compensation.before_reverse",
                        "compensation.after_reverse",
                        "compensation.after_resolve");

        var paid = shop.pay(5_000, "EUR", GOOD).expect(201);
        shop.refund(paid.path("id").asString(), 1_000).expect(201);
        var lost = shop.pay(LOST_ON_THE_WAY, "EUR", GOOD).expect(202);
        shop.awaitStatus(lost.path("id").asString(), "requires_payment_method", PATIENCE);
        compensation.awaitLast();
        accounting.awaitLast();
        Waiting.until(
                "settlement has both",
                PATIENCE,
                () -> shop.api().tryGet("/v1/balance").body(),
                seen -> seen.toString().contains("3900")); // 50.00 - 10.00 less 1.00 of fees

        for (int day = 0; day < 8 && !isPaidOut(); day++) {
            operator.post("/ops/v1/clock/advance", Map.of("by", "P1D")).expect(200);
        }
        Stream.of(settlement, reconciliation).forEach(Deaths::awaitLast);

        var books = TheSandbox.books();
        Waiting.until(
                "books agree",
                PATIENCE,
                books::compare,
                rows -> rows.stream().map(Books.Row::difference).allMatch(Long.valueOf(0)::equals));
        assertThat(books.isLedgerProven()).isTrue();
        assertThat(TheSandbox.chargesOf(lost.path("id").asString())).isZero();
        assertThat(shop.api().all("/v1/payouts")).hasSize(1);
    }

    /** On each day there is time for all who are to die on it. */
    private boolean isPaidOut() {
        try {
            Waiting.until(
                    "paid out",
                    Duration.ofSeconds(25),
                    () -> shop.api().tryGet("/v1/payouts").body().path("data").path(0),
                    payout -> payout.path("status").asString().equals("paid"));
            return true;
        } catch (IllegalStateException _) {
            return false;
        }
    }
}
