package io.tollbridge.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Limits within this process. */
final class LocalLimiter {

    private static final int MAX_CALLERS = 100_000;

    private final LongSupplier nowMicros;
    private final Cache<String, AtomicLong> tats =
            Caffeine.newBuilder()
                    .maximumSize(MAX_CALLERS)
                    .expireAfterAccess(Duration.ofMinutes(1))
                    .build();

    LocalLimiter(LongSupplier nowMicros) {
        this.nowMicros = nowMicros;
    }

    Decision decide(String caller, Rate rate) {
        AtomicLong tat = tats.get(caller, _ -> new AtomicLong(Long.MIN_VALUE));
        while (true) {
            long seen = tat.get();
            GcraPolicy.Outcome outcome = GcraPolicy.decide(seen, nowMicros.getAsLong(), rate);
            if (!outcome.decision().allowed() || tat.compareAndSet(seen, outcome.tatMicros())) {
                return outcome.decision();
            }
        }
    }

    void giveBack(String caller, Rate rate) {
        AtomicLong tat = tats.getIfPresent(caller);
        if (tat != null) {
            tat.addAndGet(-rate.intervalMicros());
        }
    }
}
