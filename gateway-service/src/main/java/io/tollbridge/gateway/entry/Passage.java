package io.tollbridge.gateway.entry;

import io.tollbridge.gateway.routes.Target;
import io.tollbridge.starter.identity.Caller;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** What is known of a request on its way through the gateway. Travels with the exchange. */
public final class Passage {

    private static final String ATTRIBUTE = Passage.class.getName();

    private final String requestId;
    private final String traceparent;
    private final String version;
    private final String clientAddress;
    private final Target target;
    private final long endNanos;
    private @Nullable Caller caller;

    Passage(Origin origin, String version, Target target, Duration patience) {
        this.requestId = origin.requestId;
        this.traceparent = origin.traceparent;
        this.clientAddress = origin.clientAddress;
        this.version = version;
        this.target = target;
        this.endNanos = System.nanoTime() + patience.toNanos();
    }

    /** Which request, in which trace, from where. */
    record Origin(String requestId, String traceparent, String clientAddress) {}

    /** The passage of an exchange; null for one that did not come in by the public door. */
    public static @Nullable Passage of(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }

    void attachTo(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }

    public String requestId() {
        return requestId;
    }

    public String traceparent() {
        return traceparent;
    }

    /** The API version asked for, a date. */
    public String version() {
        return version;
    }

    public String clientAddress() {
        return clientAddress;
    }

    public Target target() {
        return target;
    }

    /** What is left of the caller's patience, in milliseconds. */
    public long remainingMillis() {
        return Math.max(0, (endNanos - System.nanoTime()) / 1_000_000);
    }

    /** Whom the request comes from; only after authentication. */
    public Caller caller() {
        return Objects.requireNonNull(caller, "not authenticated");
    }

    public void authenticated(Caller who) {
        this.caller = who;
    }
}
