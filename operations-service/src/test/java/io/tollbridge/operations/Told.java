package io.tollbridge.operations;

import io.tollbridge.contracts.payments.AttemptStarted;
import io.tollbridge.contracts.payments.AttemptView;
import io.tollbridge.contracts.payments.CaptureView;
import io.tollbridge.contracts.payments.PaymentCaptured;
import io.tollbridge.contracts.payments.PaymentCreated;
import io.tollbridge.contracts.payments.PaymentMethodView;
import io.tollbridge.contracts.payments.PaymentView;
import io.tollbridge.contracts.payments.RiskView;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.CardFace;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.starter.event.OutgoingEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What siblings tell about a card payment {@code pay_<name>} of 10.00 EUR. */
public record Told(String name) {

    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    public static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    public static final MerchantId MERCHANT = new MerchantId("mch_1");
    public static final Money TEN = Money.of(1000, "EUR");

    public PaymentId payment() {
        return new PaymentId("pay_" + name);
    }

    public AttemptId attempt() {
        return new AttemptId("att_" + name + "_1");
    }

    /** Created, sent and captured, in this order. */
    public List<OutgoingEvent> taken(@Nullable String order, @Nullable String channelReference) {
        var sent = attempt("sent", null);
        var captured = attempt("captured", channelReference);
        var risk = new RiskView("allow", 3, List.of(), false);
        return List.of(
                event(new PaymentCreated(view("requires_confirmation", order, 1)), 1),
                event(new AttemptStarted(view("processing", order, 2), sent, risk), 2),
                event(
                        new PaymentCaptured(
                                view("succeeded", order, 3),
                                captured,
                                new CaptureView(attempt(), TEN, NOON, DAY)),
                        3));
    }

    public OutgoingEvent event(Object event, long sequence) {
        return event(event, payment().value(), payment().value(), sequence);
    }

    public static OutgoingEvent event(Object event, String key, String aggregate, long sequence) {
        return new OutgoingEvent(
                event, key, aggregate + ":" + sequence, sequence, NOON.plusSeconds(sequence));
    }

    public AttemptView attempt(String status, @Nullable String channelReference) {
        return new AttemptView(
                attempt(),
                "acquirer",
                "purchase",
                status,
                TEN,
                NOON,
                null,
                null,
                null,
                channelReference,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    public PaymentView view(String status, @Nullable String order, long version) {
        return new PaymentView(
                payment(),
                "payment",
                1000,
                "EUR",
                0,
                0,
                0,
                status,
                "automatic",
                MERCHANT,
                false,
                new PaymentMethodView("card", card()),
                "acquirer",
                order,
                "a long description that nobody needs twice",
                Map.of("colour", "blue"),
                null,
                null,
                "none",
                attempt(),
                NOON,
                version,
                null);
    }

    public static CardFace card() {
        return new CardFace("visa", "424242", "4242", 2030, 12, "fp_1");
    }
}
