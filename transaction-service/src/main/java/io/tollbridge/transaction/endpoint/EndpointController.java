package io.tollbridge.transaction.endpoint;

import io.tollbridge.kernel.IdempotencyKey;
import io.tollbridge.kernel.Ids;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.list.ListView;
import io.tollbridge.starter.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A merchant's webhook endpoints. */
@RestController
@RequestMapping("/v1/webhook_endpoints")
class EndpointController {

    private static final int MOST_ENDPOINTS = 16;
    private static final String EVENT_NAME = "\\*|[a-z_]+\\.(\\*|[a-z_.]+)";

    private final EndpointBook book;
    private final EndpointSecrets secrets;
    private final BusinessClock clock;

    record NewEndpoint(
            @NotBlank @Size(max = 2000) String url,
            @NotEmpty @Size(max = 100) Set<@Pattern(regexp = EVENT_NAME) String> enabledEvents,
            @Nullable @Size(max = 500) String description) {}

    /** What to change; absent fields stay. */
    record Change(
            @Nullable @Size(max = 2000) String url,
            @Nullable @Size(min = 1, max = 100)
                    Set<@Pattern(regexp = EVENT_NAME) String> enabledEvents,
            @Nullable @Size(max = 500) String description,
            @Nullable @Pattern(regexp = "enabled|disabled") String status) {}

    /**
     * An endpoint.
     *
     * @param object always {@code webhook_endpoint}
     * @param secret {@code whsec_...}, only in the answer to its creation
     */
    record EndpointView(
            String id,
            String object,
            String url,
            Set<String> enabledEvents,
            @Nullable String description,
            String status,
            boolean livemode,
            Instant created,
            @Nullable String secret) {

        static EndpointView from(WebhookEndpoint endpoint, @Nullable String secret) {
            return new EndpointView(
                    endpoint.id(),
                    "webhook_endpoint",
                    endpoint.url(),
                    endpoint.enabledEvents(),
                    endpoint.description(),
                    endpoint.status(),
                    endpoint.mode().isLive(),
                    endpoint.created(),
                    secret);
        }
    }

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
        if (book.of(caller.merchant(), caller.mode()).size() >= MOST_ENDPOINTS) {
            throw ProblemException.conflict(
                    "too_many_endpoints", "at most " + MOST_ENDPOINTS + " endpoints");
        }
        String id =
                "we_"
                        + Ids.derived(
                                caller.merchant().value(),
                                caller.mode().wire(),
                                "webhook_endpoint",
                                key.value());
        var endpoint =
                new WebhookEndpoint(
                        id,
                        caller.merchant(),
                        caller.mode(),
                        asked.url(),
                        asked.description(),
                        asked.enabledEvents(),
                        WebhookEndpoint.ENABLED,
                        secrets.seal(id, secrets.fresh()),
                        clock.instant());
        book.save(endpoint);
        return EndpointView.from(endpoint, SealedAnswerFilter.sealed(endpoint));
    }

    @GetMapping
    ListView<EndpointView> list(Caller caller) {
        var endpoints =
                book.of(caller.merchant(), caller.mode()).stream()
                        .sorted(Comparator.comparing(WebhookEndpoint::created).reversed())
                        .map(one -> EndpointView.from(one, null))
                        .toList();
        return ListView.of("/v1/webhook_endpoints", endpoints, null);
    }

    @GetMapping("/{id}")
    EndpointView read(Caller caller, @PathVariable String id) {
        return EndpointView.from(find(caller, id), null);
    }

    @PostMapping("/{id}")
    EndpointView change(Caller caller, @PathVariable String id, @Valid @RequestBody Change change) {
        var before = find(caller, id);
        if (change.url() != null) {
            check(change.url(), caller);
        }
        var after =
                new WebhookEndpoint(
                        id,
                        before.merchantId(),
                        before.mode(),
                        change.url() == null ? before.url() : change.url(),
                        change.description() == null ? before.description() : change.description(),
                        change.enabledEvents() == null
                                ? before.enabledEvents()
                                : change.enabledEvents(),
                        change.status() == null ? before.status() : change.status(),
                        before.sealedSecret(),
                        before.created());
        book.save(after);
        return EndpointView.from(after, null);
    }

    @DeleteMapping("/{id}")
    Deleted delete(Caller caller, @PathVariable String id) {
        find(caller, id);
        book.delete(id);
        return new Deleted(id, "webhook_endpoint", true);
    }

    private WebhookEndpoint find(Caller caller, String id) {
        return book.find(id, caller.merchant(), caller.mode())
                .orElseThrow(() -> ProblemException.notFound("webhook endpoint", id));
    }

    private void check(String url, Caller caller) {
        TargetPolicy.complaint(url, book.isLoopbackAllowed(caller.mode()))
                .ifPresent(complaint -> {
                    throw ProblemException.badRequest("invalid_url", "url", complaint);
                });
    }
}
