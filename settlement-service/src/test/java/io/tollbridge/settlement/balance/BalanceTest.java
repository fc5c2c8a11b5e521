package io.tollbridge.settlement.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BalanceTest {

    private static final BalanceKey KEY =
            new BalanceKey(new MerchantId("mch_a"), Mode.TEST, Currency.of("EUR"));
    private static final String IBAN = "DE75512108001245126199";

    @Test
    void money_goes_from_pending_to_available_to_the_bank() {
        var matured = Balance.empty(KEY).settled(eur(900)).matured("sb_1", eur(900));
        assertThat(matured.pending()).isEqualTo(eur(0));
        assertThat(matured.free()).isEqualTo(eur(900));
        var reserved = matured.reserve(eur(900));
        assertThat(reserved.free()).isEqualTo(eur(0));
        assertThat(reserved.reserved()).isEqualTo(eur(900));
        var paid = reserved.post(eur(900));
        assertThat(paid.available()).isEqualTo(eur(0));
        assertThat(paid.reserved()).isEqualTo(eur(0));
        assertThat(paid.version()).isEqualTo(4);
    }

    @Test
    void nobody_reserves_more_than_is_free() {
        var balance = Balance.empty(KEY).matured("sb_1", eur(900)).reserve(eur(500));
        assertThatThrownBy(() -> balance.reserve(eur(401)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> balance.reserve(eur(0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_negative_batch_is_carried_forward_and_blocks_payouts() {
        var owing = Balance.empty(KEY).matured("sb_1", eur(-300));
        assertThat(PayoutPolicy.pays(owing, eur(1), IBAN)).isFalse();
        var more = owing.matured("sb_2", eur(250));
        assertThat(PayoutPolicy.pays(more, eur(1), IBAN)).isFalse();
        var even = more.matured("sb_3", eur(100));
        assertThat(even.free()).isEqualTo(eur(50));
        assertThat(PayoutPolicy.pays(even, eur(1), IBAN)).isTrue();
        assertThat(even.unpaid()).containsExactly("sb_1", "sb_2", "sb_3");
    }

    @Test
    void less_than_the_minimum_waits() {
        var balance = Balance.empty(KEY).matured("sb_1", eur(999));
        assertThat(PayoutPolicy.pays(balance, eur(1_000), IBAN)).isFalse();
        assertThat(PayoutPolicy.pays(balance, eur(999), IBAN)).isTrue();
    }

    @Test
    void a_failed_payout_is_not_tried_again_as_it_was() {
        var balance = Balance.empty(KEY).matured("sb_1", eur(900));
        var payout = payout(balance);
        var failed = balance.reserve(eur(900)).release(payout);
        assertThat(failed.free()).isEqualTo(eur(900));
        assertThat(failed.unpaid()).containsExactly("sb_1");
        assertThat(PayoutPolicy.pays(failed, eur(1), IBAN)).isFalse();
        assertThat(PayoutPolicy.pays(failed, eur(1), "GB33BUKB20201555555555")).isTrue();
        var later = failed.matured("sb_2", eur(100));
        assertThat(PayoutPolicy.pays(later, eur(1), IBAN)).isTrue();
        assertThat(Payout.idOf(KEY, later)).isNotEqualTo(payout.id());
        assertThat(Payout.idOf(KEY, failed)).isNotEqualTo(payout.id());
    }

    @Test
    void a_returned_payout_is_available_again() {
        var balance = Balance.empty(KEY).matured("sb_1", eur(900));
        var back = balance.reserve(eur(900)).post(eur(900)).returned(payout(balance));
        assertThat(back.free()).isEqualTo(eur(900));
        assertThat(back.reserved()).isEqualTo(eur(0));
    }

    private static Payout payout(Balance balance) {
        return new Payout(
                Payout.idOf(KEY, balance),
                KEY,
                balance.free(),
                "Shop",
                IBAN,
                List.copyOf(balance.unpaid()),
                Instant.EPOCH,
                1,
                new PayoutState.Pending());
    }

    private static Money eur(long minor) {
        return Money.of(minor, "EUR");
    }
}
