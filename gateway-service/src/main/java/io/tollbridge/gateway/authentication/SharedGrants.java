package io.tollbridge.gateway.authentication;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollbridge.gateway.redis.RedisLink;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.identity.IdentitySigner;
import io.tollbridge.starter.identity.IdentityVerifier;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What the gateways know together, in Redis: digest of key to signed identity. Without Redis each
 * knows only its own.
 */
@Component
class SharedGrants {

    private static final Logger log = LoggerFactory.getLogger(SharedGrants.class);
    private static final Duration PATIENCE = Duration.ofMillis(50);
    private static final long LIFE_SECONDS = 30;

    private final RedisLink redis;
    private final IdentitySigner signer;
    private final IdentityVerifier verifier;

    SharedGrants(RedisLink redis, IdentitySigner signer, IdentityVerifier verifier) {
        this.redis = redis;
        this.signer = signer;
        this.verifier = verifier;
    }

    Mono<Caller> get(String digest) {
        return Mono.justOrEmpty(redis.commands())
                .flatMap(commands ->
                        Mono.fromCompletionStage(() ->
                                commands.get(key(digest)).handle(SharedGrants::tokenOrNothing)))
                .timeout(PATIENCE)
                .flatMap(token -> Mono.justOrEmpty(token.flatMap(verifier::verify)))
                .onErrorResume(e -> {
                    log.atDebug().setCause(e).log("redis.away");
                    return Mono.empty();
                });
    }

    private static Optional<String> tokenOrNothing(
            byte @Nullable [] token, @Nullable Throwable failure) {
        if (failure != null) {
            log.atDebug().setCause(failure).log("redis.away");
        }
        return Optional.ofNullable(token).map(bytes -> new String(bytes, UTF_8));
    }

    /** Nobody waits for it. */
    void put(String digest, Caller caller) {
        redis.commands()
                .ifPresent(commands -> {
                    byte[] token = signer.sign(caller).getBytes(UTF_8);
                    var _ = commands.setex(key(digest), LIFE_SECONDS, token);
                });
    }

    private static byte[] key(String digest) {
        return ("gateway:grant:" + digest).getBytes(UTF_8);
    }
}
