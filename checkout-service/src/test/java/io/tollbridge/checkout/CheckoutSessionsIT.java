package io.tollbridge.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tollbridge.checkout.session.CheckoutService;
import io.tollbridge.checkout.session.CheckoutState;
import io.tollbridge.checkout.session.CheckoutStore;
import io.tollbridge.checkout.support.CheckoutServiceTest;
import io.tollbridge.contracts.Topics;
import io.tollbridge.contracts.checkout.CheckoutSessionCompleted;
import io.tollbridge.contracts.checkout.CheckoutSessionExpired;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.event.EventEnvelope;
import io.tollbridge.testkit.TopicReader;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.web.client.RestClient;

/** Sessions as merchants use them, and what they hear of them. */
class CheckoutSessionsIT extends CheckoutServiceTest {

    private static final String PATH = "/v1/checkout/sessions";

    @Autowired private ConsumerFactory<String, byte[]> consumers;
    @Autowired private EventCodec codec;
    @Autowired private BusinessClock clock;
    @Autowired private CheckoutService sessions;
    @Autowired private CheckoutStore store;

    private TopicReader events;

    @BeforeEach
    void listen() {
        events = new TopicReader(consumers, codec, Topics.CHECKOUT);
    }

    @AfterEach
    void hangUp() {
        events.close();
    }

    private List<EventEnvelope> eventsOf(String session) {
        return events.read().stream().filter(event -> session.equals(event.key())).toList();
    }

    @Test
    void a_session_is_opened_and_read_back() {
        var more = Map.<String, Object>of("merchant_reference", "A-1", "expires_in_seconds", 600);
        var opened = post(PATH, UUID.randomUUID().toString(), order(more));
        assertThat(opened.getStatusCode().value()).isEqualTo(201);
        Map<String, Object> body = Objects.requireNonNull(opened.getBody());
        String id = String.valueOf(body.get("id"));
        assertThat(body)
                .containsEntry("object", "checkout.session")
                .containsEntry("merchant_id", MERCHANT)
                .containsEntry("livemode", false)
                .containsEntry("amount", 4230)
                .containsEntry("currency", "EUR")
                .containsEntry("status", "open")
                .containsEntry("payment_status", "unpaid")
                .containsEntry("locale", "auto")
                .containsEntry("merchant_reference", "A-1")
                .containsEntry("url", GATEWAY.url() + "/pay/" + id)
                .doesNotContainKey("payment");
        assertThat(read(id)).isEqualTo(body);
    }

    @Test
    void the_same_key_opens_one_session() {
        String key = UUID.randomUUID().toString();
        var first = post(PATH, key, order(Map.of()));
        var second = post(PATH, key, order(Map.of()));
        assertThat(second.getBody()).isEqualTo(first.getBody());
        assertThat(second.getHeaders().getFirst("Idempotent-Replayed")).isEqualTo("true");
    }

    @ParameterizedTest
    @MethodSource("badOrders")
    void a_bad_order_is_refused_at_its_field(Map<String, Object> change, String param) {
        var refused = post(PATH, UUID.randomUUID().toString(), order(change));
        assertThat(refused.getStatusCode().value()).isEqualTo(400);
        assertThat(refused.getBody()).containsEntry("param", param);
    }

    static Stream<Arguments> badOrders() {
        return Stream.of(
                Arguments.of(Map.of("amount", 4229), "amount"),
                Arguments.of(Map.of("amount", 0), "amount"),
                Arguments.of(Map.of("currency", "EURO"), "currency"),
                Arguments.of(Map.of("line_items", List.of()), "line_items"),
                Arguments.of(Map.of("success_url", "http://shop.example/"), "success_url"),
                Arguments.of(Map.of("cancel_url", "javascript:alert(1)"), "cancel_url"),
                Arguments.of(Map.of("locale", "de"), "locale"),
                Arguments.of(Map.of("expires_in_seconds", 5), "expires_in_seconds"));
    }

    @Test
    void a_session_is_seen_by_its_own_merchant_only() {
        String session = open(Map.of());
        var other = api("mch_other").get().uri(PATH + "/" + session).retrieve().toBodilessEntity();
        assertThat(other.getStatusCode().value()).isEqualTo(404);
        assertThat(get(PATH + "/cs_unknown").getStatusCode().value()).isEqualTo(404);
    }

    @Test
    void a_suspended_merchant_opens_no_session() {
        var refused =
                api("mch_suspended")
                        .post()
                        .uri(PATH)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .body(order(Map.of()))
                        .retrieve()
                        .toBodilessEntity();
        assertThat(refused.getStatusCode().value()).isEqualTo(403);
    }

    @Test
    void nobody_without_an_identity_gets_in() {
        var bare = RestClient.builder().defaultStatusHandler(_ -> true, (_, _) -> {}).build();
        var answer = bare.get().uri(url(PATH + "/cs_1")).retrieve().toBodilessEntity();
        assertThat(answer.getStatusCode().value()).isEqualTo(401);
        var page = bare.get().uri(url("/pay/cs_1")).retrieve().toBodilessEntity();
        assertThat(page.getStatusCode().value()).isEqualTo(401);
    }

    @Test
    void a_merchant_ends_a_session_early_and_hears_of_it_once() {
        String session = open(Map.of());
        var ended = post(PATH + "/" + session + "/expire", "e1-" + session, Map.of());
        assertThat(ended.getBody()).containsEntry("status", "expired");
        var again = post(PATH + "/" + session + "/expire", "e2-" + session, Map.of());
        assertThat(again.getBody()).containsEntry("status", "expired");

        await().until(() -> !eventsOf(session).isEmpty());
        var event = eventsOf(session).getFirst();
        assertThat(event.type()).isEqualTo("checkout_session.expired");
        assertThat(event.id()).isEqualTo(session + ":1");
        assertThat(event.as(CheckoutSessionExpired.class).session().status()).isEqualTo("expired");
        await().during(Duration.ofSeconds(1)).until(() -> eventsOf(session).size() == 1);
    }

    @Test
    void a_session_that_nobody_looks_at_expires_when_its_time_is_up() {
        String session = open(Map.of("expires_in_seconds", 3600));
        clock.follow(clock.offset().plus(Duration.ofMinutes(61)).toMillis());
        await().until(() -> !eventsOf(session).isEmpty());
        assertThat(eventsOf(session).getFirst().type()).isEqualTo("checkout_session.expired");
        assertThat(read(session)).containsEntry("status", "expired");
    }

    @Test
    void days_that_nobody_swept_are_caught_up_on() {
        await().until(() -> store.sweptUntil().isPresent());
        String session = open(Map.of("expires_in_seconds", 3600));
        clock.follow(clock.offset().plus(Duration.ofDays(2)).toMillis());
        await().until(() -> !eventsOf(session).isEmpty());
        assertThat(eventsOf(session).getFirst().type()).isEqualTo("checkout_session.expired");
    }

    @Test
    void a_null_among_the_lines_is_refused_by_its_name() {
        var body = new HashMap<String, Object>(order(Map.of()));
        body.put("line_items", Collections.singletonList(null));
        var refused = post(PATH, "null-line", body);
        assertThat(refused.getStatusCode().value()).isEqualTo(400);
        assertThat(refused.getBody()).containsEntry("param", "line_items");
    }

    @Test
    void an_end_that_was_written_and_not_announced_is_announced_by_the_sweeper() {
        String session = open(Map.of());
        var payment = new PaymentId("pay_left_behind");
        store.advance(
                store.find(session).orElseThrow(),
                new CheckoutState.Complete(clock.instant(), payment, true));
        // due at once, so only now: a sweep between the two would find a session still open
        sessions.lookAgain(session, Duration.ZERO);

        await().until(() -> !eventsOf(session).isEmpty());
        var told = eventsOf(session).getFirst().as(CheckoutSessionCompleted.class).session();
        assertThat(told.payment()).isEqualTo(payment);
        assertThat(told.paymentStatus()).isEqualTo("paid");
        await().until(() -> store.find(session).orElseThrow().announced());
    }
}
