package io.tollbridge.gateway.authentication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.tollbridge.contracts.merchants.ApiKeyRevoked;
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
    private final MirrorTable<ApiKeyRevoked> revoked;
    private final Cache<String, Optional<Caller>> remembered;
    private final Map<String, Mono<Optional<Caller>>> underWay = new ConcurrentHashMap<>();

    Grants(SharedGrants shared, MerchantLookup merchants, MirrorTable<ApiKeyRevoked> revoked) {
        this.shared = shared;
        this.merchants = merchants;
        this.revoked = revoked;
        this.remembered =
                Caffeine.newBuilder()
                        .maximumSize(MAX_REMEMBERED)
                        .expireAfter(
                                Expiry.writing((String _, Optional<Caller> caller) ->
                                        caller.isPresent() ? KNOWN : UNKNOWN))
                        .build();
    }

    /** The caller of a key; empty for a key that is none. Fails when nobody can say. */
    Mono<Optional<Caller>> find(PresentedKey key) {
        String digest = key.digest();
        Optional<Caller> known = remembered.getIfPresent(digest);
        if (known != null) {
            return Mono.just(known.filter(this::isNotRevoked));
        }
        return underWay.computeIfAbsent(digest, _ -> look(digest, key))
                .map(caller -> caller.filter(this::isNotRevoked));
    }

    /** One look at a time for one key, however many requests wait for it. */
    private Mono<Optional<Caller>> look(String digest, PresentedKey key) {
        return shared.get(digest)
                .map(Optional::of)
                .switchIfEmpty(
                        merchants
                                .ask(key)
                                .doOnNext(found -> found.ifPresent(c -> shared.put(digest, c))))
                .doOnNext(found -> remembered.put(digest, found))
                .doFinally(_ -> underWay.remove(digest))
                .cache();
    }

    private boolean isNotRevoked(Caller caller) {
        return revoked.get(caller.subject()).isEmpty();
    }
}
