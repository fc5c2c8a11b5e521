package io.tollbridge.simulation.world;

/** A bug that is put in on purpose, at a port or in the wiring, to see that it is caught. */
public enum Mutant {
    /** The platform as it is. */
    NONE,

    // ---- the outbox
    /** The marker is not written. */
    MARKER_DROPPED,
    /** The marker goes as soon as the transition is written, not when its events are in Kafka. */
    MARKER_DELETED_EARLY,
    /** The sweep does not fence before it takes a marker away. */
    FENCE_SKIPPED,
    /** Events are published before they are written. */
    PUBLISHED_BEFORE_COMMIT,

    // ---- the store
    /** The conditional write does not look at its conditions. */
    CONDITION_IGNORED,
    /** Reads that decide money may be stale. */
    SERIAL_READS_STALE,
    /** The idempotent answer is not written with its effect. */
    ANSWER_FORGOTTEN,
    /** The attempt is sent although it was never written. */
    INTENT_NOT_WRITTEN,

    // ---- the channel
    /** Silence counts as a refusal. */
    TIMEOUT_IS_FAILURE,
    /** What was not answered is sent again, under a new operation id. */
    RETRIED_WITH_NEW_ID,
    /** A reversal of something unknown does not stop it from coming later. */
    REVERSAL_IS_NO_FENCE,
    /** "Not found" counts as a refusal, without the reversal after it. */
    NOT_FOUND_IS_FAILURE,

    // ---- the consumers
    /** Offsets are committed before the effects. */
    COMMITTED_BEFORE_EFFECT
}
