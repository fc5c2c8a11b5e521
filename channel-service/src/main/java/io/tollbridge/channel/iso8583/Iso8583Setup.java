package io.tollbridge.channel.iso8583;

import io.micrometer.core.instrument.MeterRegistry;
import io.tollbridge.channel.channel.LateAnswers;
import io.tollbridge.channel.channel.Reports;
import io.tollbridge.channel.statement.Download;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the acquirer together. */
@Configuration(proxyBeanMethods = false)
class Iso8583Setup {

    @Bean
    AcquirerLink acquirerLink(Iso8583Config config, InstantSource clock, MeterRegistry meters) {
        return new AcquirerLink(
                config, new Iso8583Codec(), new Iso8583Requests(config), clock, meters);
    }

    @Bean
    Iso8583Channel acquirerChannel(
            Iso8583Config config,
            AcquirerLink acquirerLink,
            LateAnswers lateAnswers,
            InstantSource clock) {
        return new Iso8583Channel(
                config, new Iso8583Requests(config), acquirerLink, lateAnswers, clock);
    }

    @Bean
    Reports acquirerReports(Iso8583Config config) {
        return new AcquirerReports(
                config.name(), config.statements(), new Download(config.networkTimeout()));
    }
}
