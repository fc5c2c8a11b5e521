package io.tollbridge.starter.aggregate;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The W3C trace context of this thread's request, to go with the events it causes. */
final class Trace {

    private Trace() {}

    static @Nullable String parent() {
        String trace = MDC.get("traceId");
        String span = MDC.get("spanId");
        return trace == null || span == null ? null : "00-" + trace + "-" + span + "-01";
    }
}
