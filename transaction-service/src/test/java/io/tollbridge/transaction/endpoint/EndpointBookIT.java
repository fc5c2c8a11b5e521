package io.tollbridge.transaction.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tollbridge.contracts.ApiVersion;
import io.tollbridge.kernel.Ids;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.testkit.ServiceTest;
import io.tollbridge.transaction.Client;
import io.tollbridge.transaction.Receiver;
import io.tollbridge.transaction.TestEvents;
import io.tollbridge.transaction.endpoint.EndpointController.Change;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.client.RestClient;

/** Two instances hold the endpoints in memory: this service, and one that the test plays. */
@ServiceTest
class EndpointBookIT {

    private final Receiver receiver = new Receiver();

    @LocalServerPort private int port;
    @Autowired private RestClient.Builder http;
    @Autowired private EventPublisher publisher;
    @Autowired private BusinessClock clock;
    @Autowired private EndpointSecrets secrets;
    @Autowired private CassandraEndpointStore store;
    @Autowired private EndpointBook book;

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void an_endpoint_made_at_one_instance_misses_nothing_that_another_one_reads() {
        book.refresh();
        new EndpointBook(store, "test").add(endpoint("mch_book1"));
        var event = TestEvents.created("pay_book1", "mch_book1", clock.instant());
        publisher.publish(List.of(event));
        await().until(() -> receiver.accepted().size() == 1);
    }

    @Test
    void an_endpoint_made_twice_by_one_request_keeps_its_secret() {
        var first = endpoint("mch_book2");
        var again = endpoint("mch_book2");
        book.add(first);
        book.add(again);
        assertThat(found(first.id()).secrets().current()).isEqualTo(first.secrets().current());
    }

    @Test
    void a_change_writes_what_it_was_asked_to_and_nothing_else() {
        var endpoint = endpoint("mch_book3");
        book.add(endpoint);
        var other = new EndpointBook(store, "test");
        other.change(
                endpoint.id(), new Change("https://new.example/", null, null, null, null), null);
        book.change(endpoint.id(), new Change(null, Set.of("refund.*"), "Shop", null, null), null);
        var after = found(endpoint.id());
        assertThat(after.url()).isEqualTo("https://new.example/");
        assertThat(after.enabledEvents()).containsExactly("refund.*");
        assertThat(after.description()).isEqualTo("Shop");
        assertThat(after.status()).isEqualTo(WebhookEndpoint.ENABLED);
    }

    @Test
    void a_receiver_that_says_late_that_it_is_gone_does_not_disable_its_successor() {
        var endpoint = endpoint("mch_book4");
        book.add(endpoint);
        var seen = found(endpoint.id());
        book.change(
                endpoint.id(), new Change("https://new.example/", null, null, null, null), null);
        assertThat(book.disable(seen, WebhookEndpoint.GONE, clock.instant())).isFalse();
        assertThat(found(endpoint.id()).isEnabled()).isTrue();
        assertThat(book.disable(found(endpoint.id()), WebhookEndpoint.GONE, clock.instant()))
                .isTrue();
        assertThat(found(endpoint.id()).isEnabled()).isFalse();
    }

    @Test
    void a_receiver_that_says_late_that_it_is_gone_does_not_disable_what_was_switched_on_again() {
        var client = new Client(http.build(), port, "mch_book5");
        var endpoint = endpoint("mch_book5");
        book.add(endpoint);
        var seen = found(endpoint.id());
        String path = "/v1/webhook_endpoints/" + endpoint.id();
        client.post(path, Map.of("status", "disabled"));
        client.post(path, Map.of("status", "enabled"));
        assertThat(book.disable(seen, WebhookEndpoint.GONE, clock.instant())).isFalse();
        assertThat(client.get(path).path("status").asString()).isEqualTo("enabled");
    }

    private WebhookEndpoint found(String id) {
        return book.find(id).orElseThrow();
    }

    private WebhookEndpoint endpoint(String merchant) {
        String id = "we_" + Ids.derived(merchant);
        return new WebhookEndpoint(
                id,
                new MerchantId(merchant),
                Mode.TEST,
                receiver.url(),
                null,
                Set.of("*"),
                WebhookEndpoint.ENABLED,
                SealedSecrets.first(secrets.seal(id, secrets.fresh(SignatureScheme.HMAC_SHA256))),
                clock.instant(),
                null,
                ApiVersion.NEWEST,
                null);
    }
}
