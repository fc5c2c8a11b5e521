package io.tollbridge.gateway.docs;

import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.identity.IdentitySigner;
import io.tollbridge.starter.identity.IdentityVerifier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks all services what they offer, at most once a minute when all of them told. */
@Component
class ApiDocument {

    private static final Logger log = LoggerFactory.getLogger(ApiDocument.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final Duration LIFE_WITH_GAPS = Duration.ofSeconds(2);

    /** A service makes its document when it is first asked: all at once would only wait. */
    private static final int ASKED_AT_ONCE = 2;

    private static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final List<String> SERVICES =
            List.of(
                    "core-engine",
                    "checkout",
                    "transaction",
                    "merchant",
                    "channel",
                    "risk",
                    "accounting",
                    "settlement",
                    "reconciliation",
                    "finance",
                    "compensation",
                    "operations");

    private final WebClient http =
            WebClient.builder()
                    .exchangeStrategies(
                            ExchangeStrategies.builder()
                                    .codecs(c -> c.defaultCodecs().maxInMemorySize(MAX_BYTES))
                                    .build())
                    .build();
    private final JsonMapper json;
    private final IdentitySigner signer;
    private final Environment environment;
    private final Mono<Merged> document;

    ApiDocument(JsonMapper json, IdentitySigner signer, Environment environment) {
        this.json = json;
        this.signer = signer;
        this.environment = environment;
        this.document =
                Mono.defer(this::merge)
                        .cache(
                                merged -> merged.whole ? LIFE : LIFE_WITH_GAPS,
                                _ -> Duration.ZERO,
                                () -> Duration.ZERO);
    }

    private record Merged(byte[] bytes, boolean whole) {}

    private record Told(String service, Optional<JsonNode> document) {}

    Mono<byte[]> read() {
        return document.map(Merged::bytes);
    }

    private Mono<Merged> merge() {
        return Flux.fromIterable(SERVICES)
                .flatMapSequential(this::ask, ASKED_AT_ONCE)
                .collectList()
                .map(told -> {
                    var merge = new OpenApiMerge(json);
                    told.forEach(t ->
                            t.document.ifPresentOrElse(
                                    d -> merge.add(t.service, d),
                                    () -> merge.addSilent(t.service)));
                    boolean whole = told.stream().allMatch(t -> t.document.isPresent());
                    return new Merged(json.writeValueAsBytes(merge.result()), whole);
                });
    }

    private Mono<Told> ask(String service) {
        String url = environment.getRequiredProperty("tollbridge.services." + service + ".url");
        return http.get()
                .uri(url + "/v3/api-docs")
                .header(IdentityVerifier.HEADER, signer.sign(Caller.service("gateway")))
                .retrieve()
                .bodyToMono(byte[].class)
                .timeout(PATIENCE)
                .map(body -> new Told(service, Optional.of(json.readTree(body))))
                .onErrorResume(e -> {
                    log.atInfo()
                            .addKeyValue("service", service)
                            .addKeyValue("reason", String.valueOf(e.getMessage()))
                            .log("docs.silent");
                    return Mono.just(new Told(service, Optional.empty()));
                });
    }
}
