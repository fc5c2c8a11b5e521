package io.tollbridge.starter.aggregate;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One step of an aggregate, decided against one version of it.
 *
 * @param before what it was decided against
 * @param opId fresh per decision and the same in every resend: tells our own success from others'
 * @param columns values of the table's own static columns (state, amounts ...)
 * @param snapshot the whole state after it
 * @param events what happened, in order: they become {@code before.version() + 1} and following
 * @param notes other rows to put beside them, by kind and key (attempts)
 * @param answer the idempotent answer that comes with it; the step applies only when its key is new
 */
public record Transition(
        Aggregate before,
        UUID opId,
        Map<String, Object> columns,
        byte[] snapshot,
        List<Object> events,
        List<Note> notes,
        @Nullable Answer answer,
        Instant at) {

    /** A row of the partition that is neither event nor answer. */
    public record Note(String kind, String key, byte[] body) {}

    public String id() {
        return before.id();
    }

    public int versionAfter() {
        return before.version() + events.size();
    }
}
