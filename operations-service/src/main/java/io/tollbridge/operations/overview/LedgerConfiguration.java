package io.tollbridge.operations.overview;

import io.tollbridge.contracts.ledger.LedgerApi;
import io.tollbridge.starter.http.ServiceClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The client of the ledger. */
@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {

    @Bean
    LedgerApi ledgerApi(ServiceClients clients) {
        return clients.of("accounting", LedgerApi.class);
    }
}
