package io.tollbridge.reconciliation.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.Money;
import io.tollbridge.reconciliation.bank.EntryPolicy.Verdict;
import io.tollbridge.reconciliation.bank.FundingPolicy.Purpose;
import io.tollbridge.reconciliation.matching.BreakType;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BankPoliciesTest {

    @Test
    void a_credit_says_which_day_and_currency_it_is_for() {
        assertThat(FundingPolicy.purposeOf("ACQ SETTLEMENT 2026-11-20 EUR", "ACQ SETTLEMENT"))
                .contains(new Purpose(LocalDate.of(2026, 11, 20), Currency.of("EUR")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ACQ SETTLEMENT",
                "ACQ SETTLEMENT 2026-11-20",
                "ACQ SETTLEMENT 2026-13-20 EUR",
                "ACQ SETTLEMENT 2026-11-20 EU",
                "ACQ SETTLEMENT 2026-11-20 EUR extra",
                "ACQ SETTLEMENTS 2026-11-20 EUR",
                "rent"
            })
    void any_other_remittance_says_nothing(String remittance) {
        assertThat(FundingPolicy.purposeOf(remittance, "ACQ SETTLEMENT")).isEmpty();
    }

    @ParameterizedTest(name = "net {0} after {1} is owed as {2}")
    @CsvSource({"100, 0, 100", "100, 900, 100", "100, -30, 70", "100, -130, -30", "-5, -7, -12"})
    void a_negative_sum_is_carried_into_the_next_day(long net, long before, long expected) {
        assertThat(FundingPolicy.expected(eur(net), eur(before))).isEqualTo(eur(expected));
    }

    @Test
    void an_entry_agrees_to_the_last_minor_unit_or_differs() {
        assertThat(compare(eur(100), null)).isEqualTo(new Verdict.Agrees());
        assertThat(compare(eur(100), "ref")).isEqualTo(new Verdict.Agrees());
        assertThat(type(compare(eur(99), null))).isEqualTo(BreakType.BANK_SHORT);
        assertThat(type(compare(eur(101), null))).isEqualTo(BreakType.BANK_OVER);
        assertThat(type(compare(Money.of(100, "USD"), null)))
                .isEqualTo(BreakType.CURRENCY_MISMATCH);
        assertThat(type(compare(eur(100), "earlier"))).isEqualTo(BreakType.DUPLICATE);
    }

    private static Verdict compare(Money actual, @Nullable String shownBefore) {
        return EntryPolicy.compare(eur(100), actual, "ref", shownBefore);
    }

    private static @Nullable BreakType type(Verdict verdict) {
        return verdict instanceof Verdict.Differs(var type, _) ? type : null;
    }

    private static Money eur(long minor) {
        return Money.of(minor, "EUR");
    }
}
