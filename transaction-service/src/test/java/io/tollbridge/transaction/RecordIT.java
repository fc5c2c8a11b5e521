package io.tollbridge.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.event.OutgoingEvent;
import io.tollbridge.testkit.SeenCheck;
import io.tollbridge.testkit.ServiceTest;
import io.tollbridge.testkit.TestSecrets;
import io.tollbridge.testkit.servers.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class RecordIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @LocalServerPort private int port;
    @Autowired private RestClient.Builder http;
    @Autowired private EventPublisher publisher;
    @Autowired private CqlSession session;
    @Autowired private BusinessClock clock;
    @Autowired private ApplicationContext context;

    @Value("${tollbridge.transaction.group}")
    private String group;

    @Test
    void payments_are_listed_newest_first_page_by_page() {
        var client = client("mch_pages");
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var events = new ArrayList<OutgoingEvent>();
        for (int i = 0; i < 25; i++) {
            events.addAll(
                    TestEvents.paid(
                            "pay_page" + (char) ('a' + i),
                            "mch_pages",
                            now.minus(Duration.ofHours(7L * i))));
        }
        publisher.publish(events);
        await().atMost(PATIENCE).until(() -> all(client, "/v1/payments?limit=10").size() == 25);

        var ids = all(client, "/v1/payments?limit=10").stream().map(RecordIT::id).toList();
        assertThat(ids).first().isEqualTo("pay_pagea");
        assertThat(ids).last().isEqualTo("pay_pagey");
        assertThat(new HashSet<>(ids)).hasSize(25);

        String from = now.minus(Duration.ofHours(21)).toString();
        String to = now.minus(Duration.ofHours(7)).toString();
        assertThat(all(client, "/v1/payments?created_from=" + from + "&created_to=" + to))
                .extracting(RecordIT::id)
                .containsExactly("pay_pageb", "pay_pagec", "pay_paged");
        assertThat(all(client, "/v1/payments?merchant_reference=order-pay_pagec"))
                .extracting(RecordIT::id)
                .containsExactly("pay_pagec");
        assertThatThrownBy(
                        () -> {
                            String cursor =
                                    client.get("/v1/payments?limit=1")
                                            .path("next_cursor")
                                            .asString();
                            client.get(
                                    "/v1/payments?merchant_reference=order-pay_pagec&cursor="
                                            + cursor);
                        })
                .as("a cursor of another list is not passed over")
                .isInstanceOf(HttpClientErrorException.BadRequest.class);
        assertThat(all(client, "/v1/payments?status=canceled")).isEmpty();
        assertThat(all(client("mch_other"), "/v1/payments")).isEmpty();
        assertThatThrownBy(() -> client.get("/v1/payments?cursor=nonsense"))
                .isInstanceOf(HttpClientErrorException.BadRequest.class);
    }

    @Test
    void shuffled_and_repeated_events_leave_the_newest_version_and_a_rebuild_leaves_the_same() {
        var client = client("mch_shuffle");
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var events = new ArrayList<OutgoingEvent>();
        for (int i = 0; i < 30; i++) {
            events.addAll(TestEvents.paid("pay_mix" + i, "mch_shuffle", now.minusSeconds(60L * i)));
        }
        events.addAll(List.copyOf(events));
        Collections.shuffle(events, new Random(7));
        publisher.publish(events);
        await().atMost(PATIENCE)
                .until(() -> all(client, "/v1/payments?status=succeeded&limit=100").size() == 30);
        var payments = all(client, "/v1/payments?limit=100");
        var feed = all(client, "/v1/events?limit=100");
        assertThat(payments).hasSize(30);
        assertThat(feed).hasSize(60);

        for (String table :
                List.of(
                        "timeline",
                        "payment_by_merchant",
                        "event_by_merchant",
                        "payment_by_reference",
                        "merchant_day")) {
            session.execute("TRUNCATE " + table);
        }
        assertThat(all(client, "/v1/payments")).isEmpty();
        try (var _ = anotherInstanceReadingFromTheStart()) {
            await().atMost(PATIENCE).until(() -> all(client, "/v1/events?limit=100").equals(feed));
            await().atMost(PATIENCE)
                    .until(() -> all(client, "/v1/payments?limit=100").equals(payments));
        }
    }

    @Test
    void payments_of_one_order_number_are_listed_page_by_page_too() {
        var client = client("mch_order_pages");
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var events = new ArrayList<OutgoingEvent>();
        for (int i = 0; i < 3; i++) {
            events.addAll(TestEvents.paid("pay_same" + i, "mch_order_pages", now.minusSeconds(i)));
        }
        publisher.publish(events);
        await().atMost(PATIENCE).until(() -> all(client, "/v1/payments").size() == 3);
        // The events' order numbers are their ids': let all of them be of one order.
        for (int i = 0; i < 3; i++) {
            session.execute(
                    "INSERT INTO payment_by_reference (merchant_id, mode, merchant_reference,"
                            + " payment_id, created_at) VALUES ('mch_order_pages', 'test', 'same',"
                            + " ?, ?)",
                    "pay_same" + i,
                    now.minusSeconds(i));
        }
        assertThat(client.get("/v1/payments?merchant_reference=same&limit=2").path("data"))
                .hasSize(2);
        assertThat(all(client, "/v1/payments?merchant_reference=same&limit=2"))
                .extracting(RecordIT::id)
                .containsExactly("pay_same0", "pay_same1", "pay_same2");
    }

    private static ConfigurableApplicationContext anotherInstanceReadingFromTheStart() {
        var settings = new HashMap<String, Object>(TestServers.properties(RecordIT.class));
        settings.putAll(TestSecrets.properties());
        settings.put("server.port", "0");
        settings.put("management.server.port", "0");
        settings.put("tollbridge.transaction.group", "rebuild");
        return new SpringApplicationBuilder(TransactionApplication.class)
                .run(
                        settings.entrySet().stream()
                                .map(one -> "--" + one.getKey() + "=" + one.getValue())
                                .toArray(String[]::new));
    }

    @Test
    void a_payment_tells_its_story_and_its_events_can_be_fetched() {
        var client = client("mch_story");
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        publisher.publish(TestEvents.paid("pay_story", "mch_story", now));
        await().atMost(PATIENCE).until(() -> all(client, "/v1/events").size() == 2);

        var story = client.get("/v1/transactions/pay_story/timeline").path("data");
        assertThat(story.valueStream().map(entry -> entry.path("what").asString()))
                .satisfiesExactly(
                        what -> assertThat(what).isEqualTo("asked for 12.00 EUR"),
                        what ->
                                assertThat(what)
                                        .isEqualTo("purchase of 12.00 EUR sent to acquirer"),
                        what -> assertThat(what).startsWith("took 12.00 EUR, settles "));
        assertThat(story.path(2).path("who").asString()).isEqualTo("acquirer");

        var event = client.get("/v1/events/evt_pay_story_3");
        assertThat(event.path("type").asString()).isEqualTo("payment.succeeded");
        assertThat(event.at("/data/object/status").asString()).isEqualTo("succeeded");
        assertThat(event.at("/data/object/id").asString()).isEqualTo("pay_story");
        assertThat(all(client, "/v1/events"))
                .extracting(one -> one.path("type").asString())
                .containsExactly("payment.succeeded", "payment.created");
        for (String path :
                Set.of(
                        "/v1/events/evt_pay_story_2",
                        "/v1/events/evt_pay_nothing_1",
                        "/v1/events/nonsense")) {
            assertThatThrownBy(() -> client.get(path))
                    .isInstanceOf(HttpClientErrorException.NotFound.class);
        }
        for (String path :
                Set.of("/v1/events/evt_pay_story_3", "/v1/transactions/pay_story/timeline")) {
            assertThatThrownBy(() -> client("mch_thief").get(path))
                    .isInstanceOf(HttpClientErrorException.NotFound.class);
        }
    }

    private static List<JsonNode> all(Client client, String path) {
        var all = new ArrayList<JsonNode>();
        JsonNode page = client.get(path);
        while (true) {
            page.path("data").forEach(all::add);
            if (!page.path("has_more").asBoolean()) {
                return all;
            }
            page =
                    client.get(
                            path
                                    + (path.contains("?") ? "&" : "?")
                                    + "cursor="
                                    + page.path("next_cursor").asString());
        }
    }

    private static String id(JsonNode object) {
        return object.path("id").asString();
    }

    @Test
    void an_event_that_was_jumped_over_is_not_seen_until_it_is_told_again() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var check = new SeenCheck(context, port);
        publisher.publish(List.of(TestEvents.created("pay_jump", "mch_jump", now)));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(check.seen(group, "pay_jump")).containsExactly(1L));
        check.jumpOver(
                group,
                () -> publisher.publish(List.of(TestEvents.started("pay_jump", "mch_jump", now))));
        publisher.publish(List.of(TestEvents.captured("pay_jump", "mch_jump", now)));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(check.seen(group, "pay_jump")).containsExactly(1L, 3L));

        publisher.publish(List.of(TestEvents.started("pay_jump", "mch_jump", now)));
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(check.seen(group, "pay_jump")).containsExactly(1L, 2L, 3L));
        assertThat(client("mch_jump").get("/v1/transactions/pay_jump/timeline").path("data"))
                .hasSize(3);
    }

    private Client client(String merchant) {
        return new Client(http.build(), port, merchant);
    }
}
