package io.tollbridge.risk.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.kernel.CardFace;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Money;
import io.tollbridge.risk.rule.RiskFacts;
import io.tollbridge.risk.rule.RiskRule.VelocityWindow;
import io.tollbridge.risk.rule.RiskSubject;
import io.tollbridge.starter.clock.BusinessClock;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

class RedisVelocityAwayTest {

    private static final List<VelocityWindow> WINDOWS =
            List.of(new VelocityWindow(RiskSubject.IP, 60));
    private static final RiskFacts FACTS =
            new RiskFacts(
                    new MerchantId("mch_1"),
                    Money.of(100, "EUR"),
                    new CardFace("visa", "424242", "4242", 2030, 12, "fp"),
                    "192.0.2.1");

    @Test
    void without_redis_velocity_is_unknown_and_soon_nobody_waits_for_it() throws IOException {
        var connections =
                new LettuceConnectionFactory(
                        new RedisStandaloneConfiguration("127.0.0.1", closedPort()),
                        LettuceClientConfiguration.builder()
                                .commandTimeout(Duration.ofMillis(100))
                                .build());
        connections.afterPropertiesSet();
        connections.start();
        try {
            var velocity =
                    new RedisVelocity(
                            new StringRedisTemplate(connections),
                            new BusinessClock(
                                    Clock.fixed(
                                            Instant.parse("2026-11-22T12:00:00Z"),
                                            ZoneOffset.UTC)));
            for (int i = 0; i < 3; i++) {
                assertThat(velocity.count(WINDOWS, FACTS).known()).isFalse();
            }
            long start = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                assertThat(velocity.count(WINDOWS, FACTS).known()).isFalse();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(1));
        } finally {
            connections.destroy();
        }
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
