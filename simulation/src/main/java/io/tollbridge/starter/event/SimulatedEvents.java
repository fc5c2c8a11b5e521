package io.tollbridge.starter.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads events without Kafka. */
public final class SimulatedEvents {

    private SimulatedEvents() {}

    /** A mirror that has read its topic. */
    public static <V> MirrorTable<V> mirror(Class<V> type, Map<String, V> rows) {
        var table = new MirrorTable<>(type);
        rows.forEach(table::put);
        table.complete();
        return table;
    }

    /** Hands a polled batch to a subscription, as {@link EventIntake} does. */
    public static void deliver(
            EventSubscription subscription,
            EventCodec codec,
            List<ConsumerRecord<String, byte[]>> polled) {
        var batch = new ArrayList<EventEnvelope>();
        for (var rec : polled) {
            String type = EventCodec.type(rec);
            if (subscription.types().stream()
                    .anyMatch(wanted -> EventCodec.typeOf(wanted).value().equals(type))) {
                batch.add(codec.decode(rec));
            }
        }
        if (!batch.isEmpty()) {
            EventIntake.handle(subscription, batch);
        }
    }
}
