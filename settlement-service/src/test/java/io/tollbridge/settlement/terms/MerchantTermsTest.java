package io.tollbridge.settlement.terms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.contracts.merchants.FeePlan;
import io.tollbridge.contracts.merchants.MerchantProfile;
import io.tollbridge.settlement.Fixtures;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class MerchantTermsTest {

    private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");
    private final MerchantTerms terms =
            new MerchantTerms(Fixtures.merchant("mch_a", Fixtures.IBAN, SINCE));

    @Test
    void the_plan_in_force_is_the_last_that_began_before_or_at_the_instant() {
        assertThat(terms.feePlanAt(SINCE.minusMillis(1))).isEmpty();
        assertThat(terms.feePlanAt(SINCE)).map(FeePlan::id).contains("fee_old");
        var change = SINCE.plusSeconds(86_400 * 365L);
        assertThat(terms.feePlanAt(change.minusMillis(1))).map(FeePlan::id).contains("fee_old");
        assertThat(terms.feePlanAt(change)).map(FeePlan::id).contains("fee_new");
    }

    @Test
    void a_settlement_date_ends_at_the_cutoff_in_the_merchants_zone() {
        assertThat(terms.cutoffOf(LocalDate.of(2026, 7, 1))).isEqualTo("2026-07-01T16:00:00Z");
        assertThat(terms.cutoffOf(LocalDate.of(2026, 12, 1))).isEqualTo("2026-12-01T17:00:00Z");
    }

    @Test
    void a_cutoff_of_midnight_is_the_end_of_the_calendar_day() {
        var of = Fixtures.merchant("mch_a", Fixtures.IBAN, SINCE);
        var midnight =
                new MerchantProfile(
                        of.merchantId(),
                        of.name(),
                        of.country(),
                        of.mcc(),
                        of.timeZone(),
                        "00:00",
                        of.status(),
                        of.feePlans(),
                        of.settlementPlans(),
                        of.payoutAccount(),
                        of.version());
        assertThat(new MerchantTerms(midnight).cutoffOf(LocalDate.of(2026, 12, 1)))
                .isEqualTo("2026-12-01T23:00:00Z");
    }
}
