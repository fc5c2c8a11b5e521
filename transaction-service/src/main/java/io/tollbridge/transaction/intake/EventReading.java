package io.tollbridge.transaction.intake;

import io.tollbridge.contracts.checkout.CheckoutSessionCompleted;
import io.tollbridge.contracts.checkout.CheckoutSessionExpired;
import io.tollbridge.contracts.payments.PaymentEvent;
import io.tollbridge.contracts.settlements.PayoutCreated;
import io.tollbridge.contracts.settlements.PayoutFailed;
import io.tollbridge.contracts.settlements.PayoutPaid;
import io.tollbridge.contracts.settlements.PayoutSent;
import io.tollbridge.contracts.settlements.SettlementClosed;
import io.tollbridge.contracts.webhooks.WebhookEndpointDisabled;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.event.EventEnvelope;
import io.tollbridge.transaction.record.PublicEventPolicy;
import io.tollbridge.transaction.record.RecordedEvent;
import io.tollbridge.transaction.record.RecordedEvent.PaymentRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decodes of an event what the record needs, no more: this sees every event there is. */
final class EventReading {

    private static final Map<String, Function<EventEnvelope, RecordedEvent>> BY_TYPE = readers();

    private record PaymentPart(
            String id,
            MerchantId merchantId,
            boolean livemode,
            String status,
            @Nullable String merchantReference,
            Instant created,
            long version) {}

    private record OfPayment(PaymentPart payment) {}

    private record ObjectPart(String id, MerchantId merchantId, boolean livemode) {}

    private record OfSession(ObjectPart session) {}

    private record OfPayout(ObjectPart payout) {}

    private record OfEndpoint(ObjectPart endpoint) {}

    private record OfSettlement(String batchId, MerchantId merchantId, Mode mode) {}

    private EventReading() {}

    /** All event classes that are recorded. */
    static Set<Class<?>> types() {
        var types = new HashSet<Class<?>>(paymentTypes());
        types.addAll(
                Set.of(
                        CheckoutSessionCompleted.class,
                        CheckoutSessionExpired.class,
                        PayoutCreated.class,
                        PayoutSent.class,
                        PayoutPaid.class,
                        PayoutFailed.class,
                        SettlementClosed.class,
                        WebhookEndpointDisabled.class));
        return types;
    }

    static RecordedEvent read(EventEnvelope event) {
        return Objects.requireNonNull(BY_TYPE.get(event.type()), event.type()).apply(event);
    }

    private static List<Class<?>> paymentTypes() {
        return List.of(PaymentEvent.class.getPermittedSubclasses());
    }

    private static Map<String, Function<EventEnvelope, RecordedEvent>> readers() {
        var readers = new HashMap<String, Function<EventEnvelope, RecordedEvent>>();
        paymentTypes().forEach(type -> readers.put(name(type), EventReading::ofPayment));
        for (Class<?> type :
                List.of(CheckoutSessionCompleted.class, CheckoutSessionExpired.class)) {
            readers.put(name(type), event -> ofObject(event, event.as(OfSession.class).session()));
        }
        for (Class<?> type :
                List.of(
                        PayoutCreated.class,
                        PayoutSent.class,
                        PayoutPaid.class,
                        PayoutFailed.class)) {
            readers.put(name(type), event -> ofObject(event, event.as(OfPayout.class).payout()));
        }
        readers.put(
                name(WebhookEndpointDisabled.class),
                event -> ofObject(event, event.as(OfEndpoint.class).endpoint()));
        readers.put(name(SettlementClosed.class), EventReading::ofSettlement);
        return readers;
    }

    private static String name(Class<?> type) {
        return EventCodec.typeOf(type).value();
    }

    private static RecordedEvent ofPayment(EventEnvelope event) {
        PaymentPart payment = event.as(OfPayment.class).payment();
        return new RecordedEvent(
                payment.id(),
                event.sequence(),
                event.type(),
                PublicEventPolicy.nameOf(event.type(), payment.status()),
                payment.merchantId(),
                mode(payment.livemode()),
                event.at(),
                new PaymentRow(
                        payment.created(),
                        payment.version(),
                        payment.status(),
                        payment.merchantReference()),
                event.body());
    }

    private static RecordedEvent ofObject(EventEnvelope event, ObjectPart object) {
        return new RecordedEvent(
                object.id(),
                event.sequence(),
                event.type(),
                PublicEventPolicy.nameOf(event.type(), null),
                object.merchantId(),
                mode(object.livemode()),
                event.at(),
                null,
                event.body());
    }

    private static RecordedEvent ofSettlement(EventEnvelope event) {
        var settlement = event.as(OfSettlement.class);
        return new RecordedEvent(
                settlement.batchId(),
                event.sequence(),
                event.type(),
                PublicEventPolicy.nameOf(event.type(), null),
                settlement.merchantId(),
                settlement.mode(),
                event.at(),
                null,
                event.body());
    }

    private static Mode mode(boolean livemode) {
        return livemode ? Mode.LIVE : Mode.TEST;
    }
}
