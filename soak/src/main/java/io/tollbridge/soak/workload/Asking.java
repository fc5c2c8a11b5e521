package io.tollbridge.soak.workload;

import io.tollbridge.sandbox.client.ApiClient;
import io.tollbridge.soak.facts.Call;
import io.tollbridge.soak.facts.Call.Kind;
import io.tollbridge.soak.facts.Exchange;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks for one thing until there is an answer, always with the same key and body. */
final class Asking {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 3_000;

    private final ApiClient api;
    private final String path;
    private final Object body;
    private final String key;
    private final List<Exchange> exchanges = new ArrayList<>();

    Asking(ApiClient api, String path, Object body, String key) {
        this.api = api;
        this.path = path;
        this.body = body;
        this.key = key;
    }

    /** The answer, or null when there is none although it was asked for long enough. */
    @Nullable Exchange untilAnswered() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            var exchange = once();
            if (exchange.isAnswer()) {
                return exchange;
            }
            if (System.nanoTime() > end) {
                return null;
            }
            LockSupport.parkNanos(Duration.ofMillis(pause).toNanos());
            pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
        }
    }

    private Exchange once() {
        Instant at = InstantSource.system().instant();
        long begin = System.nanoTime();
        Exchange exchange;
        try {
            var answer = api.post(path, body, key);
            exchange =
                    new Exchange(
                            at,
                            millisSince(begin),
                            answer.status(),
                            answer.body().path("code").asString(""),
                            JSON.writeValueAsString(answer.body()),
                            answer.replayed());
        } catch (UncheckedIOException _) {
            exchange = new Exchange(at, millisSince(begin), 0, "", "", false);
        }
        exchanges.add(exchange);
        return exchange;
    }

    private static long millisSince(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    static JsonNode body(Exchange exchange) {
        return JSON.readTree(exchange.body());
    }

    Call done(String merchant, Kind kind, String payment, long amount) {
        return new Call(merchant, kind, key, payment, amount, exchanges);
    }
}
