package io.tollbridge.simulation.platform;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.payments.PaymentEvent;
import io.tollbridge.simulation.bus.Broker;
import io.tollbridge.simulation.store.Bound;
import io.tollbridge.simulation.world.World;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.event.OutgoingEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A planted bug: publishes what is only about to be written. */
final class EarlyNews {

    private static final Map<String, EventType> TYPES =
            Stream.of(PaymentEvent.class.getPermittedSubclasses())
                    .map(EventCodec::typeOf)
                    .collect(Collectors.toMap(EventType::value, type -> type));

    private final Broker broker;

    EarlyNews(Broker broker) {
        this.broker = broker;
    }

    void publish(List<Bound> batch) {
        for (Bound one : batch) {
            var type = TYPES.get(one.text("event_type"));
            if (type != null) {
                String id = one.text("payment_id");
                long sequence = Long.parseLong(one.text("k"));
                byte[] body = one.text("body").getBytes(StandardCharsets.UTF_8);
                var news = new OutgoingEvent(body, id, id + ":" + sequence, sequence, World.BEGIN);
                broker.append(Json.CODEC.encode(type, body, news, null));
            }
        }
    }
}
