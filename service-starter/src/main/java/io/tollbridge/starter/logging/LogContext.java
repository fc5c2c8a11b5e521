package io.tollbridge.starter.logging;

import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.PaymentId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What a piece of work is about, on every line that is logged within: {@code try (var _ =
 * LogContext.of(payment)) {...}}. When it ends, the thread's fields are as they were before.
 */
public final class LogContext implements AutoCloseable {

    private static final String PAYMENT = "payment.id";
    private static final String ATTEMPT = "attempt.id";

    /** As tracing names them; in a log line they are {@code trace.id} and {@code span.id}. */
    private static final String TRACE = "traceId";

    private static final String SPAN = "spanId";
    private static final int TRACEPARENT_LENGTH = 55;

    private final Map<String, @Nullable String> before = new LinkedHashMap<>();

    private LogContext() {}

    /** Work on a payment. */
    public static LogContext of(PaymentId payment) {
        return new LogContext().with(PAYMENT, payment.value());
    }

    /** Work on an attempt, and so on its payment. */
    public static LogContext of(AttemptId attempt) {
        var context = new LogContext().with(ATTEMPT, attempt.value());
        return attempt.payment().map(id -> context.with(PAYMENT, id.value())).orElse(context);
    }

    /** Work on an object that may be a payment, by its id; without a field when it is none. */
    public static LogContext ofObject(String id) {
        return new LogContext().andObject(id);
    }

    /**
     * Work that another request caused.
     *
     * @param traceparent the W3C trace context that came with it; absent or malformed, the thread's
     *     own stays
     */
    public static LogContext ofTrace(@Nullable String traceparent) {
        var context = new LogContext();
        if (traceparent == null || traceparent.length() != TRACEPARENT_LENGTH) {
            return context;
        }
        return context.with(TRACE, traceparent.substring(3, 35))
                .with(SPAN, traceparent.substring(36, 52));
    }

    /** Besides, on an object that may be a payment. */
    public LogContext andObject(String id) {
        return id.startsWith(PaymentId.PREFIX) ? with(PAYMENT, id) : this;
    }

    private LogContext with(String field, String value) {
        before.put(field, MDC.get(field));
        MDC.put(field, value);
        return this;
    }

    @Override
    public void close() {
        before.forEach((field, value) -> {
            if (value == null) {
                MDC.remove(field);
            } else {
                MDC.put(field, value);
            }
        });
    }
}
