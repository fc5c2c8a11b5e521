package io.tollbridge.merchant.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollbridge.contracts.merchants.FeePlan;
import io.tollbridge.contracts.merchants.MerchantProfile;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.merchant.profile.MerchantOrder.FeePlanOrder;
import io.tollbridge.merchant.profile.MerchantOrder.PayoutAccountOrder;
import io.tollbridge.merchant.profile.MerchantOrder.SettlementPlanOrder;
import io.tollbridge.starter.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MerchantRequestsTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final MerchantId ID = new MerchantId("mch_1");

    @Test
    void a_merchant_without_plans_gets_the_usual_ones_from_the_beginning_of_the_day() {
        MerchantProfile profile = MerchantRequests.profile(ID, order(null, null, null), NOON);

        FeePlan fees = profile.feePlans().getFirst();
        assertThat(fees.basisPoints()).isEqualTo(150);
        assertThat(fees.fixed()).containsEntry("EUR", 25L);
        assertThat(fees.effectiveFrom()).isEqualTo("2026-11-22T00:00:00Z");
        assertThat(profile.settlementPlans().getFirst().delayDays()).isOne();
        assertThat(profile.settlementPlans().getFirst().calendar()).isEqualTo("TARGET");
        assertThat(profile.timeZone()).isEqualTo("UTC");
        assertThat(profile.cutoff()).isEqualTo("00:00");
        assertThat(profile.version()).isOne();
    }

    @Test
    void what_was_asked_for_is_what_it_gets() {
        var fees = new FeePlanOrder(null, 90, Map.of("JPY", 5L), null);
        var settlement = new SettlementPlanOrder(null, 2, "DE", Map.of("EUR", 1_000L));
        MerchantProfile profile =
                MerchantRequests.profile(ID, order(fees, settlement, "Asia/Tokyo"), NOON);

        assertThat(profile.feePlans().getFirst().basisPoints()).isEqualTo(90);
        assertThat(profile.settlementPlans().getFirst().minimumPayout())
                .containsEntry("EUR", 1_000L);
        assertThat(profile.timeZone()).isEqualTo("Asia/Tokyo");
    }

    @Test
    void an_unknown_zone_country_or_currency_is_refused_with_its_name() {
        assertThatThrownBy(() -> MerchantRequests.profile(ID, order(null, null, "Mars/Base"), NOON))
                .hasMessageContaining("Mars/Base");
        var fees = new FeePlanOrder(null, 90, Map.of("EUX", 5L), null);
        assertThatThrownBy(() -> MerchantRequests.plan("fp_1", fees, NOON))
                .hasMessageContaining("EUX");
        var negative = new FeePlanOrder(null, 90, Map.of("EUR", -1L), null);
        assertThatThrownBy(() -> MerchantRequests.plan("fp_1", negative, NOON))
                .hasMessageContaining("EUR=-1");
    }

    @Test
    void a_calendar_whose_holidays_nobody_knows_is_refused_by_its_name() {
        for (String unknown : List.of("KR", "TW", "XX")) {
            var plan = new SettlementPlanOrder(null, 1, unknown, null);
            assertThatThrownBy(() -> MerchantRequests.plan("sp_1", plan, NOON))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.status()).isEqualTo(422))
                    .hasMessageContaining("calendar: " + unknown);
        }
        for (String known : List.of("TARGET", "CN", "HK", "US")) {
            var plan = new SettlementPlanOrder(null, 1, known, null);
            assertThat(MerchantRequests.plan("sp_1", plan, NOON).calendar()).isEqualTo(known);
        }
    }

    @Test
    void a_plan_begins_when_everybody_has_heard_of_it() {
        Instant inAnHour = NOON.plusSeconds(3_600);
        assertThatThrownBy(() -> MerchantRequests.beginning(inAnHour.minusMillis(1), NOON))
                .hasMessageContaining("expected: " + inAnHour + " or later");
        assertThat(MerchantRequests.beginning(null, NOON)).isEqualTo(inAnHour);
        assertThat(MerchantRequests.beginning(inAnHour, NOON)).isEqualTo(inAnHour);
    }

    @Test
    void plans_stand_in_order_of_their_beginning_and_the_same_plan_comes_once() {
        MerchantProfile profile = MerchantRequests.profile(ID, order(null, null, null), NOON);
        var later = new FeePlan("fp_later", NOON.plusSeconds(60), 1, Map.of(), "keep_fee");
        var sooner = new FeePlan("fp_sooner", NOON.plusSeconds(30), 2, Map.of(), "keep_fee");

        MerchantProfile both = PlanPolicy.with(PlanPolicy.with(profile, later), sooner);

        assertThat(both.feePlans()).extracting(FeePlan::basisPoints).containsExactly(150, 2, 1);
        assertThat(PlanPolicy.with(both, sooner)).isSameAs(both);
    }

    @Test
    void an_iban_is_checked_and_hidden() {
        var account =
                PayoutAccounts.of(new PayoutAccountOrder("Shop", "de89 3704 0044 0532 0130 00"));

        assertThat(account.iban()).isEqualTo("DE89370400440532013000");
        assertThat(PayoutAccounts.masked(account).iban()).isEqualTo("DE89**************3000");
        assertThatThrownBy(() ->
                        PayoutAccounts.of(new PayoutAccountOrder("Shop", "DE88370400440532013000")))
                .hasMessageContaining("DE88**************3000");
    }

    private static MerchantOrder order(
            @Nullable FeePlanOrder fees,
            @Nullable SettlementPlanOrder plan,
            @Nullable String zone) {
        return new MerchantOrder("Shop", "DE", "5411", zone, null, fees, plan, null);
    }
}
