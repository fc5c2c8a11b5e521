package io.tollbridge.operations.overview;

import io.tollbridge.contracts.ledger.LedgerApi;
import io.tollbridge.contracts.payments.CompletenessApi;
import io.tollbridge.starter.http.ServiceClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Clients of those who prove something. */
@Configuration(proxyBeanMethods = false)
class ProofConfiguration {

    @Bean
    LedgerApi ledgerApi(ServiceClients clients) {
        return clients.of("accounting", LedgerApi.class);
    }

    @Bean
    CompletenessApi completenessApi(ServiceClients clients) {
        return clients.of("core-engine", CompletenessApi.class);
    }
}
