package io.tollbridge.starter.clock;

import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The business clock and, for the few that need it (signatures, leases), the system clock. */
@AutoConfiguration
public class ClockAutoConfiguration {

    @Bean
    Clock systemClock() {
        return Clock.systemUTC();
    }

    /** Primary: who asks for an {@code InstantSource} means business time. */
    @Bean
    @Primary
    BusinessClock businessClock(Clock systemClock) {
        return new BusinessClock(systemClock);
    }
}
