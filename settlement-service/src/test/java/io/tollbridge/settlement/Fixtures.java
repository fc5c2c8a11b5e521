package io.tollbridge.settlement;

import io.tollbridge.contracts.merchants.FeePlan;
import io.tollbridge.contracts.merchants.MerchantChanged;
import io.tollbridge.contracts.merchants.MerchantProfile;
import io.tollbridge.contracts.merchants.PayoutAccount;
import io.tollbridge.contracts.merchants.SettlementPlan;
import io.tollbridge.contracts.payments.AttemptView;
import io.tollbridge.contracts.payments.CaptureView;
import io.tollbridge.contracts.payments.PaymentCaptured;
import io.tollbridge.contracts.payments.PaymentView;
import io.tollbridge.contracts.payments.RefundSucceeded;
import io.tollbridge.contracts.payments.RefundView;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.kernel.RefundId;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.event.OutgoingEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events as core-engine and merchant-service publish them. */
public final class Fixtures {

    public static final String IBAN = "DE75512108001245126199";

    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private Fixtures() {}

    /**
     * Moves business time to the next morning where the merchants are: a day's batch is open until
     * their cut-off, whatever the time of day at which the tests run.
     */
    static void awaken(BusinessClock clock) {
        var now = clock.instant().atZone(BERLIN);
        var morning = now.plusDays(1).with(LocalTime.of(9, 0));
        clock.follow(clock.offset().plus(Duration.between(now, morning)).toMillis());
    }

    public static MerchantProfile merchant(String id, @Nullable String iban, Instant since) {
        return new MerchantProfile(
                new MerchantId(id),
                "Shop " + id,
                "DE",
                "5411",
                "Europe/Berlin",
                "18:00",
                "active",
                List.of(
                        new FeePlan(
                                "fee_old", since, 290, Map.of("EUR", 30L, "USD", 35L), "keep_fee"),
                        new FeePlan(
                                "fee_new",
                                since.plusSeconds(86_400 * 365L),
                                100,
                                Map.of(),
                                "keep_fee")),
                List.of(new SettlementPlan("plan_1", since, 1, "TARGET", Map.of("EUR", 1_000L))),
                iban == null ? null : new PayoutAccount("Shop GmbH", iban),
                iban == null ? 1 : 2);
    }

    public static OutgoingEvent changed(MerchantProfile merchant, Instant at) {
        String id = merchant.merchantId().value();
        return new OutgoingEvent(
                new MerchantChanged(merchant), id, id + ":" + merchant.version(), 1, at);
    }

    public static OutgoingEvent captured(
            String merchant, String payment, Money amount, LocalDate date, Instant at) {
        var attempt = attempt(payment, "purchase", amount, at);
        var event =
                new PaymentCaptured(
                        payment(merchant, payment, amount, at),
                        attempt,
                        new CaptureView(attempt.id(), amount, at, date));
        return new OutgoingEvent(event, payment, payment + ":3", 3, at);
    }

    public static OutgoingEvent refunded(
            String merchant, String payment, Money amount, LocalDate date, Instant at) {
        var attempt = attempt(payment + "r", "refund", amount, at);
        var refund =
                new RefundView(
                        new RefundId("re_" + payment.substring(4)),
                        "refund",
                        new PaymentId(payment),
                        amount.minorUnits(),
                        amount.currency().code(),
                        "succeeded",
                        null,
                        null,
                        attempt.id(),
                        date,
                        at);
        var event = new RefundSucceeded(payment(merchant, payment, amount, at), refund, attempt);
        return new OutgoingEvent(event, payment, payment + ":5", 5, at);
    }

    private static AttemptView attempt(String payment, String operation, Money amount, Instant at) {
        return new AttemptView(
                new AttemptId("att_" + payment.substring(4)),
                "sandbox-acquirer",
                operation,
                "captured",
                amount,
                at,
                null,
                null,
                null,
                null,
                null,
                "00",
                null,
                null,
                null,
                null);
    }

    private static PaymentView payment(
            String merchant, String payment, Money amount, Instant created) {
        return new PaymentView(
                new PaymentId(payment),
                "payment",
                amount.minorUnits(),
                amount.currency().code(),
                0,
                amount.minorUnits(),
                0,
                "succeeded",
                "automatic",
                new MerchantId(merchant),
                false,
                null,
                "sandbox-acquirer",
                null,
                null,
                Map.of(),
                null,
                null,
                "none",
                null,
                created,
                3,
                null);
    }
}
