package io.tollbridge.operations.parking;

import io.tollbridge.contracts.operations.ParkedApi;
import io.tollbridge.starter.http.ServiceClients;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The services that handle events. */
@Configuration(proxyBeanMethods = false)
class ParkingConfiguration {

    /** By name; this one is asked without a detour. */
    record Services(Map<String, ParkedApi> byName) {}

    @Bean
    Services parkingServices(ServiceClients clients, ParkedApi own) {
        return new Services(
                new TreeMap<>(
                        Map.of(
                                "transaction", clients.of("transaction", ParkedApi.class),
                                "compensation", clients.of("compensation", ParkedApi.class),
                                "settlement", clients.of("settlement", ParkedApi.class),
                                "reconciliation", clients.of("reconciliation", ParkedApi.class),
                                "accounting", clients.of("accounting", ParkedApi.class),
                                "finance", clients.of("finance", ParkedApi.class),
                                "risk", clients.of("risk", ParkedApi.class),
                                "operations", own)));
    }
}
