package io.tollbridge.operations.overview;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.util.UriComponentsBuilder;

/** Asks each service's management port whether it is ready. */
@Component
class ServiceHealth {

    private static final Logger log = LoggerFactory.getLogger(ServiceHealth.class);
    private static final List<String> SERVICES =
            List.of(
                    "gateway",
                    "checkout",
                    "transaction",
                    "core-engine",
                    "merchant",
                    "compensation",
                    "settlement",
                    "reconciliation",
                    "accounting",
                    "finance",
                    "operations",
                    "channel",
                    "risk");
    private static final int MANAGEMENT_OFFSET = 1000;
    private static final Duration CONNECT = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(2);

    private final RestClient http;
    private final Environment environment;

    /** One service: {@code up, down, unreachable}, and how long it took to say so. */
    record Readiness(String service, String status, long millis) {}

    private record Health(@Nullable String status) {}

    ServiceHealth(RestClient.Builder http, Environment environment) {
        var requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(CONNECT);
        requests.setReadTimeout(ANSWER);
        this.http = http.clone().requestFactory(requests).build();
        this.environment = environment;
    }

    /** All at once. */
    List<Readiness> all(Executor threads) {
        return SERVICES.stream()
                .map(service -> CompletableFuture.supplyAsync(() -> ask(service), threads))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private Readiness ask(String service) {
        long start = System.nanoTime();
        String status = statusOf(service);
        return new Readiness(service, status, (System.nanoTime() - start) / 1_000_000);
    }

    private String statusOf(String service) {
        try {
            var health =
                    http.get()
                            .uri(managementUrl(service) + "/actuator/health/readiness")
                            .exchange((_, response) -> response.bodyTo(Health.class));
            return health != null && "UP".equals(health.status) ? "up" : "down";
        } catch (RestClientException e) {
            log.atDebug().addKeyValue("service.called", service).setCause(e).log("health.unknown");
            return "unreachable";
        }
    }

    /** As configured; else next to the service's own address. */
    private String managementUrl(String service) {
        String given = environment.getProperty("tollbridge.management." + service + ".url");
        if (given == null) {
            String at = "tollbridge.services." + service;
            given = environment.getProperty(at + ".management-url");
            if (given == null) {
                return beside(environment.getRequiredProperty(at + ".url"));
            }
        }
        return given;
    }

    static String beside(String url) {
        var address = UriComponentsBuilder.fromUriString(url);
        return address.port(address.build().getPort() + MANAGEMENT_OFFSET).build().toUriString();
    }
}
