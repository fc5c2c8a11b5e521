package io.tollbridge.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.tollbridge.gateway.CuttableProxy;
import io.tollbridge.testkit.ServiceTest;
import io.tollbridge.testkit.servers.TestServers;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@ServiceTest
class RateLimiterIT {

    private static final CuttableProxy WIRE =
            new CuttableProxy(TestServers.get().redis().host(), TestServers.get().redis().port());
    private static final Rate RATE = new Rate("test", 100, 20);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Autowired RateLimiter limiter;
    @Autowired RedisLimiter inRedis;
    @Autowired MeterRegistry meters;
    @Autowired StringRedisTemplate redis;

    @DynamicPropertySource
    static void wire(DynamicPropertyRegistry registry) {
        registry.add("spring.data.redis.host", () -> "127.0.0.1");
        registry.add("spring.data.redis.port", WIRE::port);
        registry.add("tollbridge.gateway.limit.redis-timeout", () -> "500ms");
    }

    @Test
    void redis_lets_through_what_the_rate_says_to_one_percent() {
        var rate = new Rate("test", 100, 100); // a pause of the machine under 1 s loses nothing
        String caller = newCaller();
        long start = System.nanoTime();
        long end = start + Duration.ofSeconds(5).toNanos();
        int allowed = 0;
        while (System.nanoTime() < end) {
            allowed += ask(caller, rate).allowed() ? 1 : 0;
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double ideal = rate.burst() + rate.perSecond() * seconds;
        assertThat((double) allowed).isBetween(ideal * 0.99, ideal * 1.01);
    }

    @Test
    void redis_and_this_process_do_the_same_sums() {
        String caller = newCaller();
        Decision first = ask(caller);
        assertThat(first.allowed()).isTrue();
        assertThat(first.remaining()).isEqualTo(19);
        assertThat(first.resetMicros()).isEqualTo(10_000);
        Decision refused = first;
        while (refused.allowed()) {
            refused = ask(caller);
        }
        assertThat(refused.retryAfterMicros()).isBetween(1L, 10_000L);
        assertThat(refused.resetMicros()).isBetween(190_000L, 200_000L);
        assertThat(redis.getExpire("gateway:limit:" + caller)).isLessThanOrEqualTo(1);
    }

    @Test
    void what_is_given_back_can_be_taken_again() {
        String caller = newCaller();
        for (int i = 0; i < 100; i++) {
            assertThat(ask(caller).allowed()).isTrue();
            limiter.giveBack(caller, RATE);
        }
        assertThat(ask(caller).remaining()).isGreaterThanOrEqualTo(18);
        String nobody = newCaller();
        limiter.giveBack(nobody, RATE);
        assertThat(redis.hasKey("gateway:limit:" + nobody)).isFalse();
    }

    @Test
    void without_redis_it_limits_alone_and_goes_back_when_redis_is_back() {
        String caller = newCaller();
        assertThat(ask(caller).allowed()).isTrue();
        double before = degraded();

        WIRE.cut();
        int allowed = 0;
        long start = System.nanoTime();
        for (int i = 0; i < 2_000; i++) {
            allowed += ask(caller).allowed() ? 1 : 0;
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double ideal = RATE.burst() + RATE.perSecond() * seconds;
        assertThat((double) allowed).isBetween(ideal * 0.9, ideal * 1.1);
        assertThat(degraded() - before).isGreaterThanOrEqualTo(1_900);

        WIRE.mend();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> {
                    double now = degraded();
                    ask(newCaller());
                    assertThat(degraded()).isEqualTo(now);
                });
    }

    @Test
    void a_script_that_redis_forgot_is_sent_again() {
        String caller = newCaller();
        assertThat(ask(caller).allowed()).isTrue();
        redis.getRequiredConnectionFactory().getConnection().scriptingCommands().scriptFlush();
        assertThat(inRedis.decide(caller, RATE).blockOptional(PATIENCE)).isPresent();
    }

    private Decision ask(String caller) {
        return ask(caller, RATE);
    }

    private Decision ask(String caller, Rate rate) {
        return limiter.decide(caller, rate).blockOptional(PATIENCE).orElseThrow();
    }

    private double degraded() {
        return meters.get("tollbridge.gateway.limit.degraded").counter().count();
    }

    private static String newCaller() {
        return "key_" + UUID.randomUUID();
    }
}
