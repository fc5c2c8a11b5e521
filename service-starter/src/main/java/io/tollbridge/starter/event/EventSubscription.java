package io.tollbridge.starter.event;

import java.util.List;
import java.util.Set;

/**
 * Declares, as a bean, that a service reads events.
 *
 * @param group the consumer group; one per purpose within a service
 * @param types the event classes wanted; others on the same topics are passed over undecoded
 * @param handler takes a batch in order per key; offsets are committed after it returned; when it
 *     throws, the batch is tried again, with a back-off: for ever when what the handler needs is in
 *     trouble or it throws {@link NotYetException}; else the event that makes it fail is looked for
 *     and parked, with what follows under its key
 */
public record EventSubscription(String group, Set<Class<?>> types, Handler handler) {

    /**
     * Has all effects of a batch, or throws. Must be idempotent, also when the events come again in
     * other batches: after a failure by ever smaller parts, in order. One call at a time per
     * instance.
     */
    @FunctionalInterface
    public interface Handler {
        void handle(List<EventEnvelope> batch);
    }
}
