package io.tollbridge.starter.event;

import java.util.List;
import java.util.Set;

/**
 * Declares, as a bean, that a service reads events.
 *
 * @param group the consumer group; one per purpose within a service
 * @param types the event classes wanted; others on the same topics are passed over undecoded
 * @param handler takes a batch in order per key; offsets are committed after it returned; when it
 *     throws, the batch is tried again for ever, with a back-off
 */
public record EventSubscription(String group, Set<Class<?>> types, Handler handler) {

    /** Has all effects of a batch, or throws. Must be idempotent. */
    @FunctionalInterface
    public interface Handler {
        void handle(List<EventEnvelope> batch);
    }
}
