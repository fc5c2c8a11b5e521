package io.tollbridge.merchant.profile;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A merchant to create.
 *
 * @param country ISO 3166 alpha-2
 * @param mcc ISO 18245
 * @param timeZone IANA zone, UTC when absent
 * @param cutoff {@code HH:mm} in that zone, midnight when absent
 */
record MerchantOrder(
        @NotBlank @Size(max = 120) String name,
        @NotNull @Pattern(regexp = "[A-Z]{2}") String country,
        @NotNull @Pattern(regexp = "[0-9]{4}") String mcc,
        @Nullable String timeZone,
        @Nullable @Pattern(regexp = "([01][0-9]|2[0-3]):[0-5][0-9]") String cutoff,
        @Nullable @Valid FeePlanOrder feePlan,
        @Nullable @Valid SettlementPlanOrder settlementPlan,
        @Nullable @Valid PayoutAccountOrder payoutAccount) {

    /**
     * What a merchant is to pay from a day on.
     *
     * @param effectiveFrom not within the next hour; in an hour when absent
     * @param fixed minor units by currency
     */
    record FeePlanOrder(
            @Nullable Instant effectiveFrom,
            @NotNull @Min(0) @Max(10_000) Integer basisPoints,
            @Nullable Map<String, Long> fixed,
            @Nullable @Pattern(regexp = "keep_fee") String refundPolicy) {}

    /**
     * When a merchant is to be paid from a day on.
     *
     * @param effectiveFrom not within the next hour; in an hour when absent
     * @param calendar {@code TARGET} or a country whose holidays are known, TARGET when absent
     * @param minimumPayout minor units by currency
     */
    record SettlementPlanOrder(
            @Nullable Instant effectiveFrom,
            @NotNull @Min(0) @Max(30) Integer delayDays,
            @Nullable @Pattern(regexp = "TARGET|[A-Z]{2}") String calendar,
            @Nullable Map<String, Long> minimumPayout) {}

    /** Where a merchant's money is to go. */
    record PayoutAccountOrder(
            @NotBlank @Size(max = 70) String holder, @NotBlank @Size(max = 50) String iban) {

        @Override
        public String toString() {
            return "PayoutAccountOrder[masked]";
        }
    }
}
