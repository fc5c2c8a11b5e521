package io.tollbridge.starter.clock;

import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The business clock and, for the few that need it (signatures, leases), the system clock. */
@AutoConfiguration
public class ClockAutoConfiguration {

    @Bean
    Clock systemClock() {
        return Clock.systemUTC();
    }

    @Bean
    BusinessClock businessClock(Clock systemClock) {
        return new BusinessClock(systemClock);
    }
}
