package io.tollbridge.transaction.endpoint;

import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
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
            Map<Owner, List<WebhookEndpoint>> byOwner, Map<String, WebhookEndpoint> byId) {}

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

    /** A merchant's own endpoint. */
    public Optional<WebhookEndpoint> find(String id, MerchantId merchantId, Mode mode) {
        return find(id).filter(one -> one.merchantId().equals(merchantId) && one.mode() == mode);
    }

    /** Whether webhooks of a mode may stay on this machine. */
    public boolean isLoopbackAllowed(Mode mode) {
        return testPlatform && mode == Mode.TEST;
    }

    /** The receiver said that it is gone, or a merchant switched it off. */
    public void disable(String id) {
        find(id).ifPresent(one -> change(one.with(WebhookEndpoint.DISABLED)));
    }

    /** All of a merchant's endpoints. */
    public List<WebhookEndpoint> of(MerchantId merchantId, Mode mode) {
        return pages.byOwner().getOrDefault(new Owner(merchantId, mode), List.of());
    }

    void add(WebhookEndpoint endpoint) {
        store.insert(endpoint);
        refresh();
    }

    /** Changes all but the secrets. */
    void change(WebhookEndpoint endpoint) {
        store.change(endpoint);
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

    @Scheduled(fixedDelay = 5000, initialDelay = 5000)
    void refresh() {
        pages = read();
    }

    private Pages read() {
        var all = store.readAll();
        return new Pages(
                all.stream()
                        .collect(
                                Collectors.groupingBy(
                                        one -> new Owner(one.merchantId(), one.mode()))),
                all.stream().collect(Collectors.toMap(WebhookEndpoint::id, Function.identity())));
    }
}
