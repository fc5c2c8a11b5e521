package io.tollbridge.starter.aggregate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stores aggregates of one kind; Cassandra's is opened by {@link Aggregates}. */
public interface AggregateStore {

    /** The newest version, read so that no earlier write can still surface. */
    Aggregate load(String id);

    /** Writes a step if the aggregate is still as it was decided against. */
    Outcome append(Transition transition);

    /**
     * Makes sure that nothing decided before now can still apply to an aggregate.
     *
     * @return false when it has moved since it was loaded
     */
    boolean fence(Aggregate seen);

    /** The answer that was given under a key. */
    Optional<Answer> answer(String id, String key);

    /** The events from a sequence on, oldest first. */
    List<LoggedEvent> events(String id, long fromSequence);

    /** What became of a step. */
    sealed interface Outcome {

        /** It is written; its events will be published. */
        record Applied(int version) implements Outcome {}

        /**
         * Somebody else moved the aggregate, or the answer's key is taken: load and decide again.
         */
        record Overtaken() implements Outcome {}

        /** The store did not say. It may apply yet: the same request must be made again. */
        record Unclear() implements Outcome {}
    }

    /**
     * An event as it was logged.
     *
     * @param type wire name
     * @param body JSON
     * @param trace W3C trace context of the request that caused it, null when there was none
     */
    record LoggedEvent(
            long sequence, String type, Instant at, byte[] body, @Nullable String trace) {}
}
