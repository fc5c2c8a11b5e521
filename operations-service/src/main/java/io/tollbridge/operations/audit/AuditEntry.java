package io.tollbridge.operations.audit;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An action from its beginning to its end.
 *
 * @param end null as long as none was recorded: the action is under way, or its process died
 */
record AuditEntry(AuditLink begun, @Nullable End end) {

    /** How it ended. */
    record End(Instant at, int status, String detail) {}

    /** What became of it. */
    enum Outcome {
        /** Nobody can say what was done. */
        OPEN,
        DONE,
        REFUSED,
        FAILED;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Outcome outcome() {
        if (end == null) {
            return Outcome.OPEN;
        }
        if (end.status < 400) {
            return Outcome.DONE;
        }
        return end.status < 500 ? Outcome.REFUSED : Outcome.FAILED;
    }
}
