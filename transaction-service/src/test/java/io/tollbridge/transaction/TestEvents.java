package io.tollbridge.transaction;

import io.tollbridge.contracts.payments.AttemptStarted;
import io.tollbridge.contracts.payments.AttemptView;
import io.tollbridge.contracts.payments.CaptureView;
import io.tollbridge.contracts.payments.PaymentCaptured;
import io.tollbridge.contracts.payments.PaymentCreated;
import io.tollbridge.contracts.payments.PaymentView;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.starter.event.OutgoingEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Events of payments for tests: created, started, captured. */
public final class TestEvents {

    private TestEvents() {}

    /** All events of a payment that goes well. */
    public static List<OutgoingEvent> paid(String id, String merchant, Instant created) {
        return List.of(
                created(id, merchant, created),
                started(id, merchant, created),
                captured(id, merchant, created));
    }

    public static OutgoingEvent created(String id, String merchant, Instant created) {
        return event(
                new PaymentCreated(view(id, merchant, created, "requires_confirmation", 1)),
                id,
                1,
                created);
    }

    public static OutgoingEvent started(String id, String merchant, Instant created) {
        return event(
                new AttemptStarted(
                        view(id, merchant, created, "processing", 2),
                        attempt(id, "sent", created),
                        null),
                id,
                2,
                created.plusMillis(5));
    }

    public static OutgoingEvent captured(String id, String merchant, Instant created) {
        var attempt = attempt(id, "captured", created);
        var capture =
                new CaptureView(
                        attempt.id(),
                        attempt.amount(),
                        created,
                        LocalDate.ofInstant(created, ZoneOffset.UTC));
        return event(
                new PaymentCaptured(view(id, merchant, created, "succeeded", 3), attempt, capture),
                id,
                3,
                created.plusMillis(60));
    }

    private static OutgoingEvent event(Object event, String id, long sequence, Instant at) {
        return new OutgoingEvent(event, id, id + ":" + sequence, sequence, at);
    }

    private static AttemptView attempt(String id, String status, Instant sentAt) {
        return new AttemptView(
                new AttemptId(id.replace("pay_", "att_")),
                "acquirer",
                "purchase",
                status,
                Money.of(1200, "EUR"),
                sentAt,
                null,
                null,
                null,
                "ref-" + id,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static PaymentView view(
            String id, String merchant, Instant created, String status, long version) {
        return new PaymentView(
                new PaymentId(id),
                "payment",
                1200,
                "EUR",
                0,
                status.equals("succeeded") ? 1200 : 0,
                0,
                status,
                "automatic",
                new MerchantId(merchant),
                false,
                null,
                "acquirer",
                "order-" + id,
                null,
                Map.of(),
                null,
                null,
                "none",
                null,
                created,
                version,
                null);
    }
}
