package io.tollbridge.gateway.limit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.tollbridge.gateway.redis.RedisLink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Limits in Redis: one script, one key, Redis' own clock. */
@Component
class RedisLimiter {

    private static final byte[] GIVE_BACK =
            """
            if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('DECRBY', KEYS[1], ARGV[1]) end
            return redis.status_reply('OK')
            """
                    .getBytes(UTF_8);

    private final RedisLink redis;
    private final byte[] script = script();
    private volatile @Nullable String digest;

    RedisLimiter(RedisLink redis) {
        this.redis = redis;
    }

    /** Empty as long as Redis was never reached. */
    Mono<Decision> decide(String caller, Rate rate) {
        var commands = redis.commands().orElse(null);
        if (commands == null) {
            return Mono.empty();
        }
        byte[][] keys = {key(caller)};
        byte[] interval = Long.toString(rate.intervalMicros()).getBytes(UTF_8);
        byte[] burst = Integer.toString(rate.burst()).getBytes(UTF_8);
        return Mono.fromCompletionStage(() ->
                        commands.<List<Long>>evalsha(
                                        digest(commands),
                                        ScriptOutputType.MULTI,
                                        keys,
                                        interval,
                                        burst)
                                .handle(Reply::new))
                .flatMap(reply ->
                        reply.failure instanceof RedisNoScriptException
                                ? Mono.fromCompletionStage(() ->
                                        commands.<List<Long>>eval(
                                                        script,
                                                        ScriptOutputType.MULTI,
                                                        keys,
                                                        interval,
                                                        burst)
                                                .handle(Reply::new))
                                : Mono.just(reply))
                .map(Reply::decision);
    }

    /** Without a key there is nothing to give back: all of the burst is there again. */
    void giveBack(String caller, Rate rate) {
        redis.commands()
                .ifPresent(commands -> {
                    byte[][] keys = {key(caller)};
                    var _ =
                            commands.eval(
                                    GIVE_BACK,
                                    ScriptOutputType.STATUS,
                                    keys,
                                    Long.toString(rate.intervalMicros()).getBytes(UTF_8));
                });
    }

    private static byte[] key(String caller) {
        return ("gateway:limit:" + caller).getBytes(UTF_8);
    }

    /**
     * Numbers or a failure. As a value, because nobody may be waiting any more when a failure
     * comes, and one that is dropped is logged as an error.
     */
    private record Reply(@Nullable List<Long> numbers, @Nullable Throwable failure) {
        Decision decision() {
            if (numbers == null) {
                throw new IllegalStateException("redis", failure);
            }
            return new Decision(
                    numbers.get(0) == 1, numbers.get(1), numbers.get(2), numbers.get(3));
        }
    }

    private String digest(RedisClusterAsyncCommands<byte[], byte[]> commands) {
        String known = digest;
        if (known == null) {
            known = commands.digest(script);
            digest = known;
        }
        return known;
    }

    private static byte[] script() {
        try {
            return new ClassPathResource("gcra.lua").getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
