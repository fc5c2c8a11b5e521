package io.tollbridge.starter.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Records that wait, a queue per consumer group and key, in the order of their topic. All writes
 * are durable when they return and may be repeated.
 */
interface ParkedStore {

    /** A queue: its oldest record, without its body, and how many there are. */
    record Queue(ParkedRecord oldest, long records) {}

    /** Puts a record that failed at its place in its queue. */
    void park(String group, ParkedRecord rec);

    /** Puts a record behind another; what is known of its failures, if it is there, stays. */
    void append(String group, ParkedRecord rec);

    /** Keeps that a parked record failed again. */
    void failedAgain(String group, ParkedRecord rec);

    void remove(String group, ParkedRecord rec);

    /** Takes a record out of its queue and keeps it, with the reason and who said so. */
    void skip(String group, ParkedRecord rec, String reason, String by, Instant at);

    List<Queue> queues(String group);

    Optional<ParkedRecord> oldest(String group, String key);

    /** The oldest records of a queue. */
    List<ParkedRecord> records(String group, String key, int limit);

    long count(String group, String key);

    /**
     * The right to take records out of a group's queues, which one has at a time, whatever the
     * instance. It ends by itself after {@code lease}. Empty when somebody else has it.
     */
    Optional<UUID> claim(String group, Duration lease);

    void release(String group, UUID claim);
}
