package io.tollbridge.gateway.limit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits per caller: requests per second, and how many at once (0: one second's worth).
 *
 * @param anonymousRps per address, for requests without a key
 * @param guessRps per address, for keys that turn out to be none
 * @param redisTimeout how long Redis may take before the gateway decides alone
 * @param gateways how many gateways share a limit while Redis is away
 */
@ConfigurationProperties("tollbridge.gateway.limit")
record LimitSettings(
        @DefaultValue("100") int liveRps,
        @DefaultValue("0") int liveBurst,
        @DefaultValue("25") int testRps,
        @DefaultValue("0") int testBurst,
        @DefaultValue("20") int anonymousRps,
        @DefaultValue("60") int anonymousBurst,
        @DefaultValue("5") int guessRps,
        @DefaultValue("20") int guessBurst,
        @DefaultValue("10ms") Duration redisTimeout,
        @DefaultValue("1") int gateways) {}
