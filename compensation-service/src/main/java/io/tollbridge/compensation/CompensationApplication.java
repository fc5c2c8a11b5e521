package io.tollbridge.compensation;

import io.tollbridge.contracts.channels.ChannelApi;
import io.tollbridge.contracts.payments.PaymentsApi;
import io.tollbridge.starter.http.ServiceClients;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

@SpringBootApplication
@EnableScheduling
public class CompensationApplication {
    public static void main(String[] args) {
        SpringApplication.run(CompensationApplication.class, args);
    }

    @Bean
    ChannelApi channelApi(ServiceClients clients) {
        return clients.of("channel", ChannelApi.class);
    }

    @Bean
    PaymentsApi paymentsApi(ServiceClients clients) {
        return clients.of("core-engine", PaymentsApi.class);
    }
}
