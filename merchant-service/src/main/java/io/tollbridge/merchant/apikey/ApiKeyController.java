package io.tollbridge.merchant.apikey;

import io.tollbridge.kernel.IdempotencyKey;
import io.tollbridge.kernel.Ids;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.list.Limit;
import io.tollbridge.starter.list.ListView;
import io.tollbridge.starter.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
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

/** Keys of the calling merchant; for an operator, of the merchant named. */
@RestController
@RequestMapping("/v1/api_keys")
class ApiKeyController {

    private static final Duration SHORTEST_OVERLAP = Duration.ofMinutes(1);

    private final ApiKeys keys;

    ApiKeyController(ApiKeys keys) {
        this.keys = keys;
    }

    /** A key to make. */
    record CreateKey(
            @NotNull @Pattern(regexp = "secret|publishable") String kind,
            @Nullable @Size(max = 120) String name,
            @Nullable MerchantId merchantId) {}

    /** How long the old key works on beside its successor; not at all when absent. */
    record RollKey(@Nullable @Min(0) @Max(7 * 24 * 3600) Integer expiresInSeconds) {

        /** In less than a minute gateways may not hear of the end: they believe copies so long. */
        Duration overlap() {
            int seconds = expiresInSeconds == null ? 0 : expiresInSeconds;
            if (seconds > 0 && seconds < SHORTEST_OVERLAP.toSeconds()) {
                throw ProblemException.badRequest(
                        "invalid_request",
                        "expires_in_seconds",
                        "expires_in_seconds: " + seconds + " (expected: 0, or at least 60)");
            }
            return Duration.ofSeconds(seconds);
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ApiKeyView create(Caller caller, IdempotencyKey key, @Valid @RequestBody CreateKey order) {
        return keys.issue(
                new ApiKeys.Order(
                        owner(caller, order.merchantId),
                        caller.mode(),
                        KeyKind.ofWire(order.kind),
                        order.name,
                        origin(caller, "create", key)));
    }

    @GetMapping
    ListView<ApiKeyView> list(
            Caller caller,
            @RequestParam(name = "merchant_id", required = false) @Nullable MerchantId merchantId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return keys.list(owner(caller, merchantId), caller.mode(), cursor, Limit.of(limit));
    }

    @GetMapping("/{id}")
    ApiKeyView read(Caller caller, @PathVariable String id) {
        return keys.view(find(caller, id));
    }

    @PostMapping("/{id}/roll")
    @ResponseStatus(HttpStatus.CREATED)
    ApiKeyView roll(
            Caller caller,
            IdempotencyKey key,
            @PathVariable String id,
            @Valid @RequestBody(required = false) @Nullable RollKey order) {
        Duration overlap = order == null ? Duration.ZERO : order.overlap();
        return keys.roll(find(caller, id), overlap, origin(caller, "roll/" + id, key));
    }

    @DeleteMapping("/{id}")
    ApiKeyView revoke(Caller caller, @PathVariable String id) {
        return keys.revoke(find(caller, id));
    }

    private ApiKey find(Caller caller, String id) {
        return caller.isOperator()
                ? keys.get(id, caller.mode())
                : keys.get(id, caller.merchant(), caller.mode());
    }

    private MerchantId owner(Caller caller, @Nullable MerchantId named) {
        if (!caller.isOperator()) {
            if (named != null && !named.equals(caller.merchant())) {
                throw ProblemException.notFound("merchant", named.value());
            }
            return caller.merchant();
        }
        if (named == null) {
            throw ProblemException.badRequest(
                    "parameter_missing", "merchant_id", "merchant_id: (expected: whose key)");
        }
        return keys.owner(named);
    }

    private static String origin(Caller caller, String what, IdempotencyKey key) {
        MerchantId merchant = caller.merchantId();
        return Ids.derived(
                merchant == null ? "operator" : merchant.value(),
                caller.mode().wire(),
                "api_key",
                what,
                key.value());
    }
}
