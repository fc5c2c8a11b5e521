package io.tollbridge.transaction.endpoint;

import io.tollbridge.contracts.ApiVersion;
import io.tollbridge.kernel.IdempotencyKey;
import io.tollbridge.kernel.Ids;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.list.ListView;
import io.tollbridge.starter.list.ShortList;
import io.tollbridge.starter.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A merchant's webhook endpoints. */
@RestController
@RequestMapping("/v1/webhook_endpoints")
class EndpointController {

    private static final int MOST_ENDPOINTS = 16;
    private static final int ROLL_TRIES = 2;
    private static final Duration OVERLAP = Duration.ofDays(1);
    private static final ShortList<EndpointView> LIST =
            new ShortList<>(
                    "/v1/webhook_endpoints",
                    "",
                    one -> "%019d %s".formatted(one.created().toEpochMilli(), one.id()),
                    Comparator.reverseOrder());
    private static final String SCHEMES = "hmac_sha256|ed25519";
    private static final String EVENT_NAME = "\\*|[a-z_]+\\.(\\*|[a-z_.]+)";

    private final EndpointBook book;
    private final EndpointSecrets secrets;
    private final BusinessClock clock;

    record NewEndpoint(
            @NotBlank @Size(max = 2000) String url,
            @NotEmpty @Size(max = 100) Set<@Pattern(regexp = EVENT_NAME) String> enabledEvents,
            @Nullable @Size(max = 500) String description,
            @Nullable @Pattern(regexp = SCHEMES) String signature,
            @Nullable String apiVersion) {}

    /** What to change; absent fields stay. */
    record Change(
            @Nullable @Size(max = 2000) String url,
            @Nullable @Size(min = 1, max = 100)
                    Set<@Pattern(regexp = EVENT_NAME) String> enabledEvents,
            @Nullable @Size(max = 500) String description,
            @Nullable @Pattern(regexp = "enabled|disabled") String status,
            @Nullable String apiVersion) {}

    /**
     * An endpoint.
     *
     * @param object always {@code webhook_endpoint}
     * @param previousSecretExpiresAt until when messages carry the signature of the secret before
     *     too; absent when there is none
     * @param apiVersion in which its events are rendered
     * @param disabledReason why the platform switched it off: {@code gone} when the receiver said
     *     so with a 410, {@code failing} when it accepted nothing for days; else absent
     * @param signature {@code hmac_sha256} or {@code ed25519}
     * @param publicKey {@code whpk_...}, what receivers verify Ed25519 signatures with
     * @param secret {@code whsec_...}, what receivers verify HMAC signatures with: only in the
     *     answers to its creation and its roll
     */
    record EndpointView(
            String id,
            String object,
            String url,
            Set<String> enabledEvents,
            @Nullable String description,
            String status,
            @Nullable String disabledReason,
            @Nullable Instant disabledAt,
            String apiVersion,
            boolean livemode,
            Instant created,
            String signature,
            @Nullable String publicKey,
            @Nullable Instant previousSecretExpiresAt,
            @Nullable String secret) {

        private static EndpointView from(
                WebhookEndpoint endpoint,
                SignatureScheme signature,
                @Nullable String publicKey,
                @Nullable String secret,
                Instant now) {
            var off = endpoint.switchedOff();
            return new EndpointView(
                    endpoint.id(),
                    "webhook_endpoint",
                    endpoint.url(),
                    endpoint.enabledEvents(),
                    endpoint.description(),
                    endpoint.status(),
                    off == null ? null : off.reason(),
                    off == null ? null : off.at(),
                    endpoint.apiVersion().wire(),
                    endpoint.mode().isLive(),
                    endpoint.created(),
                    signature.wire(),
                    publicKey,
                    endpoint.secrets().overlapEnd(now),
                    secret);
        }
    }

    /**
     * A roll.
     *
     * @param expiresInSeconds how long the old secret signs beside the new one; a day when absent,
     *     0 for not at all
     * @param signature how the new one signs; as the old one when absent
     */
    record RollSecret(
            @Nullable @Min(0) @Max(7 * 24 * 3600) Integer expiresInSeconds,
            @Nullable @Pattern(regexp = SCHEMES) String signature) {}

    record Deleted(String id, String object, boolean deleted) {}

    EndpointController(EndpointBook book, EndpointSecrets secrets, BusinessClock clock) {
        this.book = book;
        this.secrets = secrets;
        this.clock = clock;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    EndpointView create(Caller caller, IdempotencyKey key, @Valid @RequestBody NewEndpoint asked) {
        check(asked.url(), caller);
        check(asked.apiVersion());
        if (book.of(caller.merchant(), caller.mode()).size() >= MOST_ENDPOINTS) {
            throw ProblemException.conflict(
                    "too_many_endpoints", "at most " + MOST_ENDPOINTS + " endpoints");
        }
        var scheme =
                asked.signature() == null
                        ? SignatureScheme.HMAC_SHA256
                        : SignatureScheme.ofWire(asked.signature());
        String id = WebhookEndpoint.idOf(caller.merchant(), caller.mode(), key.value());
        var endpoint =
                new WebhookEndpoint(
                        id,
                        caller.merchant(),
                        caller.mode(),
                        asked.url(),
                        asked.description(),
                        asked.enabledEvents(),
                        WebhookEndpoint.ENABLED,
                        SealedSecrets.first(secrets.seal(id, secrets.fresh(scheme))),
                        clock.instant(),
                        null,
                        asked.apiVersion() == null
                                ? ApiVersion.NEWEST
                                : ApiVersion.ofWire(asked.apiVersion()),
                        null);
        book.add(endpoint);
        var made = find(caller, id); // by a try that could not answer, it may be
        return viewWithSecret(made);
    }

    /** A new secret. The old one signs beside it until the receiver must have changed over. */
    @PostMapping("/{id}" + SealedAnswerFilter.ROLL)
    EndpointView roll(
            Caller caller,
            IdempotencyKey key,
            @PathVariable String id,
            @Valid @RequestBody(required = false) @Nullable RollSecret asked) {
        Integer seconds = asked == null ? null : asked.expiresInSeconds();
        String signature = asked == null ? null : asked.signature();
        Duration overlap = seconds == null ? OVERLAP : Duration.ofSeconds(seconds);
        String origin = Ids.derived(id, "roll_secret", key.value());
        for (int i = 0; i < ROLL_TRIES; i++) {
            var endpoint = find(caller, id);
            if (endpoint.secrets().isRolledBy(origin)) { // by a try that could not answer
                return viewWithSecret(endpoint);
            }
            var scheme =
                    signature == null
                            ? SignatureScheme.of(secrets.current(endpoint))
                            : SignatureScheme.ofWire(signature);
            var rolled =
                    endpoint.secrets()
                            .rolled(
                                    secrets.seal(id, secrets.fresh(scheme)),
                                    clock.instant().plus(overlap),
                                    origin);
            if (book.roll(endpoint, rolled)) {
                return viewWithSecret(endpoint.with(rolled));
            }
        }
        throw ProblemException.conflict(
                "secret_rolled_meanwhile",
                "another request rolls this endpoint's secret",
                Duration.ofSeconds(1));
    }

    @GetMapping
    ListView<EndpointView> list(
            Caller caller,
            @RequestParam @Nullable String cursor,
            @RequestParam @Nullable Integer limit) {
        return LIST.page(
                book.of(caller.merchant(), caller.mode()).stream().map(this::view), cursor, limit);
    }

    @GetMapping("/{id}")
    EndpointView read(Caller caller, @PathVariable String id) {
        return view(find(caller, id));
    }

    @PostMapping("/{id}")
    EndpointView change(Caller caller, @PathVariable String id, @Valid @RequestBody Change change) {
        var before = find(caller, id);
        if (change.url() != null) {
            check(change.url(), caller);
        }
        check(change.apiVersion());
        boolean switchesOn = WebhookEndpoint.ENABLED.equals(change.status()) && !before.isEnabled();
        book.change(id, change, switchesOn ? clock.instant() : null);
        return view(find(caller, id));
    }

    @DeleteMapping("/{id}")
    Deleted delete(Caller caller, @PathVariable String id) {
        find(caller, id);
        book.delete(id);
        return new Deleted(id, "webhook_endpoint", true);
    }

    private EndpointView view(WebhookEndpoint endpoint) {
        return view(endpoint, null);
    }

    /** With the secret, still sealed; but a private key stays here. */
    private EndpointView viewWithSecret(WebhookEndpoint endpoint) {
        boolean shared = SignatureScheme.publicKey(secrets.current(endpoint)).isEmpty();
        return view(endpoint, shared ? SealedAnswerFilter.sealed(endpoint) : null);
    }

    private EndpointView view(WebhookEndpoint endpoint, @Nullable String secret) {
        byte[] current = secrets.current(endpoint);
        return EndpointView.from(
                endpoint,
                SignatureScheme.of(current),
                SignatureScheme.publicKey(current).orElse(null),
                secret,
                clock.instant());
    }

    private WebhookEndpoint find(Caller caller, String id) {
        return book.find(id, caller.merchant(), caller.mode())
                .orElseThrow(() -> ProblemException.notFound("webhook endpoint", id));
    }

    private static void check(@Nullable String apiVersion) {
        if (apiVersion != null && !ApiVersion.isServed(apiVersion)) {
            throw ProblemException.badRequest(
                    "invalid_api_version",
                    "api_version",
                    "api_version: (expected: " + ApiVersion.NEWEST.wire() + ")");
        }
    }

    private void check(String url, Caller caller) {
        TargetPolicy.complaint(url, book.isLoopbackAllowed(caller.mode()))
                .ifPresent(complaint -> {
                    throw ProblemException.badRequest("invalid_url", "url", complaint);
                });
    }
}
