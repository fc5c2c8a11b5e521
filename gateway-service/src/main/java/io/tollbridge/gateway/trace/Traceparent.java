package io.tollbridge.gateway.trace;

import io.tollbridge.starter.logging.LogContext;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** W3C trace context: {@code 00-<32 hex trace id>-<16 hex span id>-<2 hex flags>}. */
public final class Traceparent {

    private static final String ATTRIBUTE = Traceparent.class.getName();

    private static final int LENGTH = 55;
    private static final String NO_TRACE = "0".repeat(32);
    private static final String NO_SPAN = "0".repeat(16);

    private Traceparent() {}

    /** The caller's trace with a span of ours, or a new trace. */
    public static String next(@Nullable String incoming) {
        var random = ThreadLocalRandom.current();
        var hex = HexFormat.of();
        String span = hex.toHexDigits(random.nextLong() | 1);
        if (incoming != null && isValid(incoming)) {
            return incoming.substring(0, 36) + span + incoming.substring(52, LENGTH);
        }
        String trace = hex.toHexDigits(random.nextLong() | 1) + hex.toHexDigits(random.nextLong());
        return "00-" + trace + "-" + span + "-01";
    }

    /** Lets a trace travel with an exchange. */
    public static void attach(ServerWebExchange exchange, String traceparent) {
        exchange.getAttributes().put(ATTRIBUTE, traceparent);
    }

    /** To be held while something is logged of an exchange; it must not outlive the statement. */
    public static LogContext logContext(ServerWebExchange exchange) {
        return LogContext.ofTrace(exchange.getAttribute(ATTRIBUTE));
    }

    private static boolean isValid(String text) {
        if (text.length() != LENGTH || !text.startsWith("00-")) {
            return false;
        }
        for (int i = 3; i < LENGTH; i++) {
            char c = text.charAt(i);
            boolean dash = i == 35 || i == 52;
            if (dash ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return false;
            }
        }
        return !text.startsWith(NO_TRACE, 3) && !text.startsWith(NO_SPAN, 36);
    }
}
