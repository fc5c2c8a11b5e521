package io.tollbridge.settlement.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealTest {

    private static final Currency EUR = Currency.of("EUR");

    @Test
    void net_is_gross_plus_refunds_less_fees() {
        var seal =
                Seal.over(
                        EUR,
                        List.of(
                                item("pay_a:3", Item.Kind.CAPTURE, 10_000, 320),
                                item("pay_b:3", Item.Kind.CAPTURE, 500, 45),
                                item("pay_b:5", Item.Kind.REFUND, -200, 0)));
        assertThat(seal.items()).isEqualTo(3);
        assertThat(seal.gross()).isEqualTo(Money.of(10_500, "EUR"));
        assertThat(seal.refunds()).isEqualTo(Money.of(-200, "EUR"));
        assertThat(seal.fees()).isEqualTo(Money.of(365, "EUR"));
        assertThat(seal.net()).isEqualTo(Money.of(9_935, "EUR"));
    }

    @Test
    void the_hash_tells_of_every_change() {
        var one = Seal.over(EUR, List.of(item("pay_a:3", Item.Kind.CAPTURE, 100, 3)));
        assertThat(Seal.over(EUR, List.of(item("pay_a:3", Item.Kind.CAPTURE, 100, 3))).hash())
                .isEqualTo(one.hash())
                .hasSize(64);
        assertThat(Seal.over(EUR, List.of(item("pay_a:3", Item.Kind.CAPTURE, 100, 4))).hash())
                .isNotEqualTo(one.hash());
        assertThat(Seal.over(EUR, List.of(item("pay_a:4", Item.Kind.CAPTURE, 100, 3))).hash())
                .isNotEqualTo(one.hash());
    }

    static Item item(String id, Item.Kind kind, long gross, long fee) {
        return new Item(
                id,
                kind,
                new PaymentId(id.substring(0, id.indexOf(':'))),
                new AttemptId("att_" + id.substring(4, id.indexOf(':'))),
                new Money(gross, EUR),
                new Money(fee, EUR),
                "fee_1",
                LocalDate.of(2026, 11, 20),
                Instant.parse("2026-11-20T10:00:00Z"));
    }
}
