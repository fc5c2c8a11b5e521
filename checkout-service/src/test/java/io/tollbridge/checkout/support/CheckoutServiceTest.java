package io.tollbridge.checkout.support;

import io.tollbridge.testkit.ServiceTest;
import io.tollbridge.testkit.TestIdentity;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;

/** The service as a whole, with its siblings as local servers and a gateway before it. */
@ServiceTest
public abstract class CheckoutServiceTest {

    protected static final String MERCHANT = "mch_harbour";
    protected static final VaultStub VAULT = new VaultStub();
    protected static final EngineStub ENGINE = new EngineStub(VAULT);
    protected static final GatewayStub GATEWAY = new GatewayStub();

    @LocalServerPort private int port;

    @DynamicPropertySource
    static void siblings(DynamicPropertyRegistry properties) {
        properties.add("tollbridge.services.core-engine.url", ENGINE::url);
        properties.add("tollbridge.services.merchant.url", ENGINE::url);
        properties.add("tollbridge.services.channel.url", VAULT::url);
        properties.add("tollbridge.checkout.public-url", GATEWAY::url);
        properties.add("tollbridge.checkout.sweep-every", () -> "300ms");
    }

    @BeforeEach
    void aimGateway() {
        GATEWAY.target(port);
    }

    /** An address of the service itself, past the gateway. */
    protected String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** Calls the API as the merchant of these tests. */
    protected RestClient api() {
        return api(MERCHANT);
    }

    protected RestClient api(String merchant) {
        return RestClient.builder()
                .baseUrl(url(""))
                .defaultHeader(TestIdentity.HEADER, TestIdentity.merchant(merchant))
                .defaultStatusHandler(_ -> true, (_, _) -> {})
                .build();
    }

    protected ResponseEntity<Map<String, Object>> post(String path, String key, Object body) {
        return api().post()
                .uri(path)
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toEntity(
                        new org.springframework.core.ParameterizedTypeReference<
                                Map<String, Object>>() {});
    }

    protected ResponseEntity<Map<String, Object>> get(String path) {
        return api().get()
                .uri(path)
                .retrieve()
                .toEntity(
                        new org.springframework.core.ParameterizedTypeReference<
                                Map<String, Object>>() {});
    }

    /** An order of two lines, 42.30 EUR. */
    protected Map<String, Object> order(Map<String, Object> more) {
        var order =
                new java.util.HashMap<String, Object>(
                        Map.of(
                                "amount",
                                4230,
                                "currency",
                                "EUR",
                                "line_items",
                                java.util.List.of(
                                        Map.of(
                                                "name", "Espresso beans, 1 kg",
                                                "quantity", 2,
                                                "amount", 1790),
                                        Map.of("name", "Delivery", "amount", 650)),
                                "success_url",
                                "https://shop.example/thanks?order=1",
                                "cancel_url",
                                "https://shop.example/basket"));
        order.putAll(more);
        return order;
    }

    /** Opens a session and answers its id. */
    protected String open(Map<String, Object> more) {
        var opened = post("/v1/checkout/sessions", UUID.randomUUID().toString(), order(more));
        if (opened.getStatusCode().value() != 201) {
            throw new AssertionError(opened.toString());
        }
        return String.valueOf(java.util.Objects.requireNonNull(opened.getBody()).get("id"));
    }

    protected Map<String, Object> read(String session) {
        return java.util.Objects.requireNonNull(get("/v1/checkout/sessions/" + session).getBody());
    }
}
