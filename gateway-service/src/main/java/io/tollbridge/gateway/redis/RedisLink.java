package io.tollbridge.gateway.redis;

import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.lettuce.LettuceConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;

/**
 * The asynchronous commands of the shared connection. Connecting blocks, so a thread of its own
 * does it; once made, the connection repairs itself.
 */
@Component
public class RedisLink {

    private static final Logger log = LoggerFactory.getLogger(RedisLink.class);

    private final LettuceConnectionFactory factory;
    private final ScheduledExecutorService connector =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("redis-connector").factory());
    private volatile @Nullable RedisClusterAsyncCommands<byte[], byte[]> commands;

    RedisLink(LettuceConnectionFactory factory) {
        this.factory = factory;
    }

    @PostConstruct
    void begin() {
        connect();
        var _ = connector.scheduleWithFixedDelay(this::connect, 1, 1, TimeUnit.SECONDS);
    }

    /** The commands; empty as long as Redis was never reached. */
    public Optional<RedisClusterAsyncCommands<byte[], byte[]>> commands() {
        return Optional.ofNullable(commands);
    }

    private void connect() {
        if (commands != null) {
            return;
        }
        try {
            if (factory.getConnection() instanceof LettuceConnection connection) {
                commands = connection.getNativeConnection();
                log.atInfo().log("redis.connected");
            }
        } catch (DataAccessException | RedisException e) {
            log.atWarn().addKeyValue("reason", e.getMessage()).log("redis.away");
        }
    }

    @PreDestroy
    void end() {
        connector.shutdownNow();
    }
}
