package io.tollbridge.operations.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tollbridge.contracts.Topics;
import io.tollbridge.contracts.channels.BankStatementCompleted;
import io.tollbridge.contracts.channels.StatementCompleted;
import io.tollbridge.contracts.compensation.CaseExhausted;
import io.tollbridge.contracts.compensation.CaseOpened;
import io.tollbridge.contracts.compensation.CaseResolved;
import io.tollbridge.contracts.compensation.CaseView;
import io.tollbridge.contracts.reconciliation.BreakOpened;
import io.tollbridge.contracts.reconciliation.BreakResolved;
import io.tollbridge.contracts.reconciliation.BreakView;
import io.tollbridge.contracts.reconciliation.DayClosed;
import io.tollbridge.operations.OpsClient;
import io.tollbridge.operations.StubServer;
import io.tollbridge.operations.Told;
import io.tollbridge.operations.overview.OpenItem.Kind;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.testkit.ServiceTest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

@ServiceTest
class OverviewIT {

    private static final StubServer ACCOUNTING = new StubServer();
    private static final StubServer ENGINE = new StubServer();
    private static final StubServer PARKING = new StubServer();
    private static final StubServer READY = new StubServer();
    private static final StubServer NOT_READY = new StubServer();
    private static final List<String> CONSUMERS =
            List.of(
                    "transaction",
                    "compensation",
                    "settlement",
                    "reconciliation",
                    "finance",
                    "risk");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @LocalServerPort int port;
    @Autowired EventPublisher publisher;
    @Autowired CassandraOverviewStore store;
    @Autowired ConsumerFactory<String, byte[]> consumers;
    @Autowired EventCodec codec;
    @Autowired Clock systemClock;

    private OpsClient ops;

    @DynamicPropertySource
    static void siblings(DynamicPropertyRegistry properties) {
        properties.add("tollbridge.services.accounting.url", ACCOUNTING::url);
        properties.add("tollbridge.services.core-engine.url", ENGINE::url);
        for (String consumer : CONSUMERS) {
            properties.add("tollbridge.services." + consumer + ".url", PARKING::url);
        }
        properties.add("tollbridge.management.risk.url", READY::url);
        properties.add("tollbridge.services.channel.management-url", NOT_READY::url);
        properties.add("tollbridge.management.finance.url", () -> "http://127.0.0.1:1");
    }

    @BeforeEach
    void connect() {
        ops = new OpsClient(port);
        ACCOUNTING.forget();
        ACCOUNTING.reply("/internal/v1/parked", 200, "[]");
        ENGINE.reply("/internal/v1/completeness", 200, seen("compared", ""));
        PARKING.reply("/internal/v1/parked", 200, "[]");
        String readiness = "/actuator/health/readiness";
        READY.reply(readiness, 200, "{\"status\": \"UP\"}");
        NOT_READY.reply(readiness, 503, "{\"status\": \"OUT_OF_SERVICE\"}");
    }

    @Test
    void it_shows_health_lag_and_the_trial_balance() {
        ACCOUNTING.reply(
                "/internal/v1/ledger/trial-balance",
                200,
                """
                [{"currency": "EUR", "debits": 92233720368547758070, "credits": 5, "difference": 0},
                 {"currency": "JPY", "debits": 7, "credits": 7, "difference": 0}]\
                """);
        publisher.publish(new Told("lag").taken(null, null));
        await().atMost(PATIENCE)
                .until(() -> read().at("/sections/consumers/data/groups").size() >= 2);

        var page = read();
        assertThat(page.path("missing")).isEmpty();
        assertThat(statusOf(page, "risk")).isEqualTo("up");
        assertThat(statusOf(page, "channel")).isEqualTo("down");
        assertThat(statusOf(page, "finance")).isEqualTo("unreachable");
        assertThat(page.at("/sections/services/data")).hasSize(13);
        assertThat(page.at("/sections/trial_balance/data/balanced").asBoolean()).isTrue();
        assertThat(page.at("/sections/trial_balance/data/currencies")).hasSize(2);
        await().atMost(PATIENCE)
                .until(() -> read().at("/sections/consumers/data/total").asLong() == 0);
        assertThat(read().at("/sections/consumers/data/groups").toString())
                .contains("operations-story", "operations-overview");
    }

    @Test
    void it_is_complete_when_all_were_compared_and_nothing_was_missed() {
        String complete = "/sections/completeness/data/complete";
        assertThat(read().at(complete).asBoolean()).isTrue();
        ENGINE.reply("/internal/v1/completeness", 200, seen("silent", ""));
        assertThat(read().at(complete).asBoolean(true)).isFalse();
        Instant longAgo = systemClock.instant().minus(Duration.ofMinutes(16));
        ENGINE.reply("/internal/v1/completeness", 200, seen("compared", longAgo, ""));
        assertThat(read().at(complete).asBoolean(true)).isFalse();
        String missed =
                """
                {"at": "2026-11-22T12:00:00Z", "payment": "pay_1", "group": "accounting",
                 "sequences": [3]}\
                """;
        ENGINE.reply("/internal/v1/completeness", 200, seen("compared", missed));
        var page = read();
        assertThat(page.at(complete).asBoolean(true)).isFalse();
        assertThat(page.at("/sections/completeness/data/missed/0/payment").asString())
                .isEqualTo("pay_1");
    }

    private String seen(String state, String missed) {
        return seen(state, systemClock.instant(), missed);
    }

    private String seen(String state, Instant lastAt, String missed) {
        return """
        {"subscribers": [{"name": "accounting", "state": "%s", "last_at": "%s"}], "missed": [%s]}\
        """
                .formatted(state, lastAt, missed);
    }

    @Test
    void what_could_not_be_handled_is_counted_unless_somebody_does_not_say() {
        assertThat(read().at("/sections/parked/status").asString()).isEqualTo("none");
        ACCOUNTING.reply(
                "/internal/v1/parked",
                200,
                "[" + parked("pay_late", "12:00:01") + "," + parked("pay_first", "12:00:00") + "]");
        var parked = read().at("/sections/parked/data");
        assertThat(parked.path("keys").asInt()).isEqualTo(2);
        assertThat(parked.at("/oldest/0/service").asString()).isEqualTo("accounting");
        assertThat(parked.at("/oldest/0/parked/key").asString()).isEqualTo("pay_first");

        ACCOUNTING.reply("/internal/v1/parked", 503, "{}");
        var page = read();
        assertThat(page.path("missing").toString()).contains("\"parked\"");
        assertThat(page.at("/sections/parked/reason").asString())
                .isEqualTo("accounting: no answer");
    }

    private static String parked(String payment, String time) {
        return """
        {"group": "accounting", "id": "%1$s", "key": "%1$s", "events": 3,
         "oldest": {"place": "payments-1@7", "tries": 6, "parked_at": "2026-11-22T%2$sZ"}}\
        """
                .formatted(payment, time);
    }

    @Test
    void a_group_that_has_committed_nothing_is_behind_by_all_there_is() {
        publisher.publish(new Told("silent").taken(null, null));
        String topic = codec.topic(Topics.PAYMENTS);
        try (var silent = consumers.createConsumer(codec.topic("silent-group"), "")) {
            silent.subscribe(List.of(topic));
            await().atMost(PATIENCE)
                    .until(() -> {
                        var _ = silent.poll(Duration.ofMillis(100));
                        return !silent.assignment().isEmpty();
                    });
            assertThat(lagOf(read(), "silent-group")).isGreaterThanOrEqualTo(3);
        }
    }

    private static long lagOf(JsonNode page, String group) {
        for (JsonNode one : page.at("/sections/consumers/data/groups")) {
            if (one.path("group").asString().equals(group)) {
                return one.path("lag").asLong();
            }
        }
        return -1;
    }

    @Test
    void without_accounting_the_rest_is_shown_and_an_imbalance_is_not_called_balanced() {
        var page = read();
        assertThat(page.path("complete").asBoolean()).isFalse();
        assertThat(page.path("missing").toString()).isEqualTo("[\"trial_balance\"]");
        assertThat(page.at("/sections/trial_balance/reason").asString())
                .isEqualTo("accounting answers 404");
        assertThat(page.at("/sections/services/status").asString()).isEqualTo("ok");

        ACCOUNTING.reply(
                "/internal/v1/ledger/trial-balance",
                200,
                """
                [{"currency": "EUR", "debits": 6, "credits": 5, "difference": 1}]\
                """);
        assertThat(read().at("/sections/trial_balance/data/balanced").asBoolean()).isFalse();
    }

    @Test
    void unknown_attempts_and_breaks_stand_until_they_are_resolved() {
        var first = new Told("open1");
        var second = new Told("open2");
        tell(new CaseOpened(unknown(first, "open")), first.attempt().value(), 1);
        tell(new CaseExhausted(unknown(first, "exhausted")), first.attempt().value(), 5);
        tell(new CaseOpened(unknown(second, "open")), second.attempt().value(), 1);
        tell(new BreakOpened(difference("brk_1", "open")), "brk_1", 1);
        await().atMost(PATIENCE)
                .until(() ->
                        store.open(Kind.UNKNOWN_ATTEMPT).items().size() == 2
                                && store.open(Kind.BREAK).items().size() == 1);
        var page = read();
        assertThat(page.at("/sections/unknown_attempts/data/count").asInt()).isEqualTo(2);
        assertThat(page.at("/sections/unknown_attempts/data/items").toString())
                .contains("exhausted", "att_open2_1");
        assertThat(page.at("/sections/open_breaks/data/items/0/type").asString())
                .isEqualTo("amount_mismatch");

        tell(new CaseResolved(unknown(first, "resolved")), first.attempt().value(), 6);
        tell(new CaseResolved(unknown(second, "resolved")), second.attempt().value(), 2);
        tell(new BreakResolved(difference("brk_1", "resolved")), "brk_1", 2);
        tell(new CaseOpened(unknown(first, "open")), first.attempt().value(), 1); // once more
        tell(new BreakOpened(difference("brk_2", "open")), "brk_2", 1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    assertThat(store.open(Kind.UNKNOWN_ATTEMPT).items()).isEmpty();
                    assertThat(store.open(Kind.BREAK).items())
                            .extracting(OpenItem::id)
                            .containsExactly("brk_2");
                });
    }

    @Test
    void there_are_more_only_when_a_shard_has_more_than_is_read_of_it() {
        var ids =
                IntStream.iterate(0, i -> i + 1)
                        .mapToObj(i -> "many_" + i)
                        .filter(id -> Math.floorMod(id.hashCode(), 16) == 3)
                        .limit(CassandraOverviewStore.PER_SHARD + 1L)
                        .toList();
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        ids.subList(0, CassandraOverviewStore.PER_SHARD)
                .forEach(id -> store.opened(new OpenItem(Kind.BREAK, id, Told.NOON, body), 1));
        var full = store.open(Kind.BREAK);
        assertThat(full.items()).hasSizeGreaterThanOrEqualTo(CassandraOverviewStore.PER_SHARD);
        assertThat(full.more()).isFalse();
        store.opened(new OpenItem(Kind.BREAK, ids.getLast(), Told.NOON, body), 1);
        var over = store.open(Kind.BREAK);
        assertThat(over.more()).isTrue();
        assertThat(over.items()).hasSameSizeAs(full.items());
        ids.forEach(id -> store.done(Kind.BREAK, id, 2)); // the other tests count what is open
    }

    @Test
    void a_statement_day_is_received_and_then_closed() {
        tell(new StatementCompleted("acquirer", Told.DAY, "h", 12, List.of()), "acquirer", 13);
        tell(new BankStatementCompleted("bank", Told.DAY, "h", 3, List.of()), "bank", 4);
        await().atMost(PATIENCE).until(() -> store.days(30).size() == 2);
        tell(new DayClosed("acquirer", Told.DAY, 11, 1, List.of()), "acquirer", 1);
        await().atMost(PATIENCE)
                .until(() -> store.days(30).stream().anyMatch(day -> day.closedAt() != null));

        var days = read().at("/sections/statement_days/data");
        assertThat(days.get(0).path("source").asString()).isEqualTo("acquirer");
        assertThat(days.get(0).path("lines").asInt()).isEqualTo(12);
        assertThat(days.get(0).path("matched").asInt()).isEqualTo(11);
        assertThat(days.get(0).path("breaks").asInt()).isEqualTo(1);
        assertThat(days.get(1).path("source").asString()).isEqualTo("bank");
        assertThat(days.get(1).has("closed_at")).isFalse();
    }

    private JsonNode read() {
        return ops.get("/ops/v1/overview").body();
    }

    private void tell(Object event, String key, long sequence) {
        publisher.publish(List.of(Told.event(event, key, key, sequence)));
    }

    private static String statusOf(JsonNode page, String service) {
        for (JsonNode one : page.at("/sections/services/data")) {
            if (one.path("service").asString().equals(service)) {
                return one.path("status").asString();
            }
        }
        return "not listed";
    }

    private static CaseView unknown(Told told, String status) {
        return new CaseView(
                told.attempt(),
                told.payment(),
                Told.MERCHANT,
                "acquirer",
                "purchase",
                status,
                3,
                null,
                null,
                Told.NOON,
                null);
    }

    private static BreakView difference(String id, String status) {
        return new BreakView(
                id,
                "amount_mismatch",
                status,
                "acquirer",
                Told.DAY,
                "att_x_1",
                new Told("x").payment(),
                Told.TEN,
                null,
                "9.00 there",
                Told.NOON,
                null,
                null);
    }
}
