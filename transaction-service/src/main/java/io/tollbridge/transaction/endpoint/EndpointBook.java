package io.tollbridge.transaction.endpoint;

import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.transaction.endpoint.EndpointController.Change;
import io.tollbridge.transaction.endpoint.WebhookEndpoint.SwitchedOff;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** All endpoints, in memory. */
@Component
public class EndpointBook {

    private final CassandraEndpointStore store;
    private final boolean testPlatform;
    private volatile Pages pages;

    private record Owner(MerchantId merchantId, Mode mode) {}

    private record Pages(
            @Nullable UUID version,
            Map<Owner, List<WebhookEndpoint>> byOwner,
            Map<String, WebhookEndpoint> byId) {}

    EndpointBook(CassandraEndpointStore store, @Value("${tollbridge.mode}") String platformMode) {
        this.store = store;
        this.testPlatform = platformMode.equals("test");
        this.pages = read();
    }

    /** Who wants to hear of an event. */
    public List<WebhookEndpoint> listeners(
            MerchantId merchantId, Mode mode, String publicType, Instant at) {
        var endpoints = pages.byOwner().get(new Owner(merchantId, mode));
        if (endpoints == null) {
            return List.of();
        }
        return endpoints.stream().filter(one -> one.hears(publicType, at)).toList();
    }

    public Optional<WebhookEndpoint> find(String id) {
        return Optional.ofNullable(pages.byId().get(id));
    }

    /** A merchant's own endpoint, as it is now. */
    public Optional<WebhookEndpoint> find(String id, MerchantId merchantId, Mode mode) {
        catchUp();
        return find(id).filter(one -> one.merchantId().equals(merchantId) && one.mode() == mode);
    }

    /** Whether webhooks of a mode may stay on this machine. */
    public boolean isLoopbackAllowed(Mode mode) {
        return testPlatform && mode == Mode.TEST;
    }

    /**
     * Switches off a receiver that is gone, or fails. False when the endpoint was repaired since,
     * or deleted; the book is up to date then.
     */
    public boolean disable(WebhookEndpoint seen, String reason, Instant at) {
        boolean applied = store.disable(seen, new SwitchedOff(reason, at, false));
        refresh();
        return applied;
    }

    /** Endpoints of which it is still to be told that, and when, they were switched off. */
    public Map<WebhookEndpoint, Instant> untold() {
        Map<WebhookEndpoint, Instant> untold = new HashMap<>();
        for (WebhookEndpoint one : pages.byId().values()) {
            var off = one.switchedOff();
            if (off != null && !off.told()) {
                untold.put(one, off.at());
            }
        }
        return untold;
    }

    /** It has been told of an endpoint that it was switched off then. */
    public void told(String id, Instant at) {
        store.told(id, at);
        refresh();
    }

    /** All of a merchant's endpoints, as they are now. */
    public List<WebhookEndpoint> of(MerchantId merchantId, Mode mode) {
        catchUp();
        return pages.byOwner().getOrDefault(new Owner(merchantId, mode), List.of());
    }

    void add(WebhookEndpoint endpoint) {
        store.insert(endpoint);
        refresh();
    }

    /** As {@link CassandraEndpointStore#change}. */
    void change(String id, Change change, @Nullable Instant enabledAt) {
        store.change(id, change, enabledAt);
        refresh();
    }

    /** False when the endpoint has another secret, or is gone; the book is up to date then. */
    boolean roll(WebhookEndpoint before, SealedSecrets after) {
        boolean applied = store.roll(before, after);
        refresh();
        return applied;
    }

    void delete(String id) {
        store.delete(id);
        refresh();
    }

    /** Sees what was made or changed before this is called, wherever that was. */
    public void catchUp() {
        if (!Objects.equals(store.version(), pages.version())) {
            refresh();
        }
    }

    @Scheduled(fixedDelay = 5000, initialDelay = 5000)
    synchronized void refresh() { // one after the other: an older reading must not come last
        pages = read();
    }

    private Pages read() {
        var version = store.version(); // first: the rest is then at least as new
        var all = store.readAll();
        return new Pages(
                version,
                all.stream()
                        .collect(
                                Collectors.groupingBy(
                                        one -> new Owner(one.merchantId(), one.mode()))),
                all.stream().collect(Collectors.toMap(WebhookEndpoint::id, Function.identity())));
    }
}
