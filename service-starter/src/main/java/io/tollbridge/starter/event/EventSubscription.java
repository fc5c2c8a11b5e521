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
 * @param keepsSeen it is written down which events of payments the group is done with, also those
 *     of other types, so that one that never came is missed (ADR 28)
 */
public record EventSubscription(
        String group, Set<Class<?>> types, Handler handler, boolean keepsSeen) {

    public EventSubscription(String group, Set<Class<?>> types, Handler handler) {
        this(group, types, handler, false);
    }

    /** The same, and what it has seen of payments is kept. */
    public EventSubscription keepingSeen() {
        return new EventSubscription(group, types, handler, true);
    }

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
