package io.tollbridge.starter.event;

import java.time.Instant;

/**
 * An event to publish.
 *
 * @param event a contracts record with {@link io.tollbridge.contracts.EventType}
 * @param key the aggregate's id; events of one key stay in order
 * @param id {@code <aggregate id>:<sequence>}, the same each time this event is published
 * @param sequence position in the aggregate, from 1
 * @param at business time it happened
 */
public record OutgoingEvent(Object event, String key, String id, long sequence, Instant at) {}
