package io.tollbridge.gateway.authentication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.tollbridge.contracts.merchants.ApiKeyRevoked;
import io.tollbridge.gateway.limit.GuessLimit;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.event.MirrorTable;
import io.tollbridge.starter.identity.Caller;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whom keys belong to, remembered for a short while. */
@Component
class Grants {

    private static final int MAX_REMEMBERED = 100_000;
    private static final Duration KNOWN = Duration.ofSeconds(30);
    private static final Duration UNKNOWN = Duration.ofSeconds(5);

    private final SharedGrants shared;
    private final MerchantLookup merchants;
    private final GuessLimit guesses;
    private final MirrorTable<ApiKeyRevoked> revoked;
    private final BusinessClock clock;
    private final Cache<String, Optional<Grant>> remembered;
    private final Map<String, Mono<Optional<Grant>>> underWay = new ConcurrentHashMap<>();

    Grants(
            SharedGrants shared,
            MerchantLookup merchants,
            GuessLimit guesses,
            MirrorTable<ApiKeyRevoked> revoked,
            BusinessClock clock) {
        this.shared = shared;
        this.merchants = merchants;
        this.guesses = guesses;
        this.revoked = revoked;
        this.clock = clock;
        this.remembered =
                Caffeine.newBuilder()
                        .maximumSize(MAX_REMEMBERED)
                        .expireAfter(
                                Expiry.writing((String _, Optional<Grant> grant) ->
                                        grant.isPresent() ? KNOWN : UNKNOWN))
                        .build();
    }

    /**
     * The caller of a key; empty for a key that is none. Fails when nobody can say, and when there
     * were too many wrong keys from this address.
     */
    Mono<Optional<Caller>> find(PresentedKey key, String address) {
        String digest = key.digest();
        Optional<Grant> known = remembered.getIfPresent(digest);
        if (known == null) {
            return underWay.computeIfAbsent(digest, _ -> look(digest, key, address))
                    .map(this::callerNow);
        }
        Optional<Caller> caller = callerNow(known);
        return caller.isPresent() ? Mono.just(caller) : guesses.take(address).thenReturn(caller);
    }

    /** One look at a time for one key, however many requests wait for it. */
    private Mono<Optional<Grant>> look(String digest, PresentedKey key, String address) {
        return guesses.take(address)
                .then(Mono.defer(() -> shared.get(digest)))
                .map(caller -> Optional.of(new Grant(caller, null)))
                .switchIfEmpty(Mono.defer(() -> ask(digest, key, address)))
                .doOnNext(found -> {
                    remembered.put(digest, found);
                    if (found.isPresent()) {
                        guesses.giveBack(address);
                    }
                })
                .doFinally(_ -> underWay.remove(digest))
                .cache();
    }

    private Mono<Optional<Grant>> ask(String digest, PresentedKey key, String address) {
        return merchants
                .ask(key)
                .doOnError(_ -> guesses.giveBack(address)) // nobody could say that it was wrong
                .doOnNext(found ->
                        found.filter(Grant::isLasting)
                                .ifPresent(grant -> shared.put(digest, grant.caller())));
    }

    private Optional<Caller> callerNow(Optional<Grant> grant) {
        return grant.filter(one -> one.isValidAt(clock.instant()))
                .map(Grant::caller)
                .filter(caller -> revoked.get(caller.subject()).isEmpty());
    }
}
