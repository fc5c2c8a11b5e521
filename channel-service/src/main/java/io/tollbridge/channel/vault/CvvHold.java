package io.tollbridge.channel.vault;

import io.tollbridge.kernel.CardToken;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps CVVs between tokenisation and the first authorisation, in memory, bounded, once. */
@Component
class CvvHold {

    static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final int HELD_MAX = 100_000;

    private record Held(Cvv cvv, Instant until) {}

    private final InstantSource clock;
    private final Map<CardToken, Held> held = new LinkedHashMap<>();

    CvvHold(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void put(CardToken token, Cvv cvv) {
        Held before = held.put(token, new Held(cvv, clock.instant().plus(LIFETIME)));
        if (before != null) {
            before.cvv().close();
        }
        if (held.size() > HELD_MAX) {
            Iterator<Held> oldest = held.values().iterator();
            oldest.next().cvv().close();
            oldest.remove();
        }
    }

    /** Hands the CVV out, once; the taker closes it. */
    synchronized Optional<Cvv> take(CardToken token) {
        Held taken = held.remove(token);
        if (taken == null) {
            return Optional.empty();
        }
        if (!clock.instant().isBefore(taken.until())) {
            taken.cvv().close();
            return Optional.empty();
        }
        return Optional.of(taken.cvv());
    }

    /** Wipes what nobody asked for in time. */
    @Scheduled(fixedDelay = 60_000)
    synchronized void wipeExpired() {
        Instant now = clock.instant();
        held.values()
                .removeIf(entry -> {
                    boolean expired = !now.isBefore(entry.until());
                    if (expired) {
                        entry.cvv().close();
                    }
                    return expired;
                });
    }

    synchronized int size() {
        return held.size();
    }
}
