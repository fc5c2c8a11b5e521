package io.tollbridge.gateway.authentication;

import io.tollbridge.contracts.merchants.KeyGrant;
import io.tollbridge.contracts.merchants.KeyPresented;
import io.tollbridge.gateway.problem.Problem;
import io.tollbridge.gateway.problem.ProblemException;
import io.tollbridge.kernel.Mode;
import io.tollbridge.starter.http.Deadline;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.identity.IdentitySigner;
import io.tollbridge.starter.identity.IdentityVerifier;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Asks merchant-service, without blocking: {@code MerchantApi.authenticate}. */
@Component
class MerchantLookup {

    private static final Logger log = LoggerFactory.getLogger(MerchantLookup.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final WebClient http;
    private final JsonMapper json;
    private final IdentitySigner signer;

    MerchantLookup(
            @Value("${tollbridge.services.merchant.url}") String url,
            JsonMapper json,
            IdentitySigner signer) {
        this.http = WebClient.create(url);
        this.json = json;
        this.signer = signer;
    }

    Mono<Optional<Grant>> ask(PresentedKey key) {
        return http.post()
                .uri("/internal/v1/api_keys/authenticate")
                .contentType(MediaType.APPLICATION_JSON)
                .header(IdentityVerifier.HEADER, signer.sign(Caller.service("gateway")))
                .header(Deadline.HEADER, Long.toString(PATIENCE.toMillis()))
                .bodyValue(json.writeValueAsBytes(new KeyPresented(key.text())))
                .retrieve()
                .bodyToMono(byte[].class)
                .timeout(PATIENCE)
                .map(body -> grant(json.readValue(body, KeyGrant.class)))
                .onErrorMap(MerchantLookup::unavailable);
    }

    private static Optional<Grant> grant(KeyGrant grant) {
        if (!grant.found()) {
            return Optional.empty();
        }
        boolean operator = "operator".equals(grant.kind());
        var caller =
                new Caller(
                        operator ? Caller.Kind.OPERATOR : Caller.Kind.MERCHANT,
                        grant.merchantId(),
                        Objects.requireNonNullElse(grant.mode(), Mode.TEST),
                        grant.scopes(),
                        Objects.requireNonNull(grant.keyId(), "keyId"));
        return Optional.of(new Grant(caller, grant.expiresAt()));
    }

    private static Throwable unavailable(Throwable failure) {
        log.atWarn().addKeyValue("reason", failure.toString()).log("authentication.unavailable");
        return new ProblemException(
                Problem.of(
                                503,
                                "authentication_unavailable",
                                "keys cannot be checked now; send the same request again")
                        .withHeader("Retry-After", "1"));
    }
}
