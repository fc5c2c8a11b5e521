package io.tollbridge.checkout.payment;

import io.tollbridge.contracts.channels.TokenApi;
import io.tollbridge.contracts.merchants.MerchantApi;
import io.tollbridge.contracts.payments.PaymentsApi;
import io.tollbridge.starter.http.ServiceClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The siblings that checkout calls: the shopper waits for each of them. */
@Configuration
class SiblingClients {

    @Bean
    PaymentsApi paymentsApi(ServiceClients clients) {
        return clients.of("core-engine", PaymentsApi.class);
    }

    @Bean
    TokenApi tokenApi(ServiceClients clients) {
        return clients.of("channel", TokenApi.class);
    }

    @Bean
    MerchantApi merchantApi(ServiceClients clients) {
        return clients.of("merchant", MerchantApi.class);
    }
}
