package io.tollbridge.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import io.tollbridge.contracts.Topics;
import io.tollbridge.contracts.merchants.ApiKeyRevoked;
import io.tollbridge.contracts.merchants.MerchantChanged;
import io.tollbridge.contracts.merchants.MerchantProfile;
import io.tollbridge.contracts.operations.OperatorActionBegun;
import io.tollbridge.contracts.operations.OperatorActionEnded;
import io.tollbridge.merchant.Calls.Answer;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.event.EventEnvelope;
import io.tollbridge.starter.list.Cursor;
import io.tollbridge.testkit.ServiceTest;
import io.tollbridge.testkit.TestIdentity;
import io.tollbridge.testkit.TestSecrets;
import io.tollbridge.testkit.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.kafka.core.ConsumerFactory;
import tools.jackson.databind.JsonNode;

@ServiceTest
class MerchantServiceIT {

    private static final String SHOP = "{\"name\":\"Shop\",\"country\":\"DE\",\"mcc\":\"5411\"}";

    @LocalServerPort int port;
    @Autowired CqlSession cassandra;
    @Autowired StringRedisTemplate redis;
    @Autowired ConsumerFactory<String, byte[]> consumers;
    @Autowired EventCodec codec;
    @Autowired ConfigurableApplicationContext context;

    private final String operator = TestIdentity.operator();
    private final String gateway = TestIdentity.service("gateway");
    private Calls calls;

    @BeforeEach
    void connect() {
        calls = new Calls(port);
    }

    @Test
    void an_operator_creates_a_merchant_whose_first_keys_work() {
        Answer created = calls.post(operator, "/v1/merchants", SHOP);

        assertThat(created.status()).isEqualTo(201);
        JsonNode merchant = created.json();
        assertThat(merchant.at("/fee_plans/0/basis_points").asInt()).isEqualTo(150);
        String secret = merchant.at("/keys/0/key").asString();
        String publishable = merchant.at("/keys/1/key").asString();
        assertThat(secret).matches("sk_test_[0-9a-z]{8}_[0-9A-Za-z]{38}");
        assertThat(publishable).matches("pk_test_[0-9a-z]{8}_[0-9A-Za-z]{38}");
        JsonNode grant = authenticate(secret);
        assertThat(grant.get("found").asBoolean()).isTrue();
        assertThat(grant.get("kind").asString()).isEqualTo("secret");
        assertThat(grant.get("merchant_id")).isEqualTo(merchant.get("id"));
        assertThat(grant.at("/scopes/0").asString()).isEqualTo("*");
        assertThat(authenticate(publishable).at("/scopes/0").asString()).isEqualTo("tokens:write");
    }

    @Test
    void what_an_operator_changes_is_told_before_and_after_without_secrets() {
        String id = create();
        calls.put(
                operator,
                "/v1/merchants/" + id + "/payout_account",
                "{\"holder\":\"Shop\",\"iban\":\"DE89370400440532013000\"}");
        calls.post(TestIdentity.merchant(id), "/v1/api_keys", "{\"kind\":\"secret\"}");

        try (var reader = new TopicReader(consumers, codec, Topics.OPERATOR_ACTIONS)) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            reader.read().stream().filter(event -> isAbout(event, id)).count()
                                    == 2);
            var told = reader.read().stream().filter(event -> isAbout(event, id)).toList();
            var begun = told.getFirst().as(OperatorActionBegun.class).action();
            assertThat(begun.service()).isEqualTo("merchant");
            assertThat(begun.actor()).isEqualTo("operator:operator");
            assertThat(begun.action()).isEqualTo("PUT /v1/merchants/{id}/payout_account");
            assertThat(told.getLast().as(OperatorActionEnded.class).action()).isEqualTo(begun);
            assertThat(told.getLast().as(OperatorActionEnded.class).status()).isEqualTo(200);
            assertThat(reader.read())
                    .extracting(event -> new String(event.body(), StandardCharsets.UTF_8))
                    .noneMatch(text -> text.contains("3704004405") || text.contains("sk_test_"))
                    .noneMatch(text -> text.contains("POST /v1/api_keys"));
        }
    }

    private static boolean isAbout(EventEnvelope event, String merchant) {
        return new String(event.body(), StandardCharsets.UTF_8).contains(merchant);
    }

    @Test
    void the_same_request_again_gets_the_same_answer_and_no_table_holds_its_secrets() {
        String key = UUID.randomUUID().toString();
        Answer first = calls.post(operator, "/v1/merchants", SHOP, key);
        Answer second = calls.post(operator, "/v1/merchants", SHOP, key);

        assertThat(second.replayed()).isTrue();
        assertThat(second.text()).isEqualTo(first.text()).contains("sk_test_");
        for (String table : List.of("idempotency", "api_key", "merchant")) {
            cassandra
                    .execute("SELECT JSON * FROM " + table)
                    .forEach(row ->
                            assertThat(row.getString(0)).doesNotContainPattern("sk_test_\\w{40}"));
        }
        var stored = cassandra.execute("SELECT blobAsText(body) FROM idempotency").all();
        assertThat(stored).isNotEmpty();
        String secret = first.json().at("/keys/0/key").asString();
        stored.forEach(row -> assertThat(row.getString(0)).doesNotContain(secret));
    }

    @Test
    void the_operator_key_is_recognised_and_garbage_is_not() {
        assertThat(authenticate(TestSecrets.OPERATOR_KEY).get("kind").asString())
                .isEqualTo("operator");
        assertThat(authenticate("sk_test_nonsense").get("found").asBoolean()).isFalse();
        assertThat(authenticate("").get("found").asBoolean()).isFalse();
    }

    @Test
    void a_key_is_rolled_with_an_overlap_and_the_old_one_can_be_revoked() {
        JsonNode merchant = calls.post(operator, "/v1/merchants", SHOP).json();
        String id = merchant.get("id").asString();
        String self = TestIdentity.merchant(id);
        String oldId = merchant.at("/keys/0/id").asString();
        String old = merchant.at("/keys/0/key").asString();

        Answer rolled =
                calls.post(
                        self, "/v1/api_keys/" + oldId + "/roll", "{\"expires_in_seconds\":3600}");

        assertThat(rolled.status()).isEqualTo(201);
        assertThat(authenticate(old).get("found").asBoolean()).isTrue();
        assertThat(Instant.parse(authenticate(old).get("expires_at").asString()))
                .as("gateways believe it no longer than that")
                .isEqualTo(expiry(self, oldId));
        String next = rolled.json().get("key").asString();
        assertThat(authenticate(next).get("found").asBoolean()).isTrue();

        assertThat(calls.delete(self, "/v1/api_keys/" + oldId).status()).isEqualTo(200);
        assertThat(authenticate(old).get("found").asBoolean()).isFalse();
        assertThat(authenticate(next).get("found").asBoolean()).isTrue();
        JsonNode keys = calls.get(self, "/v1/api_keys").json().get("data");
        assertThat(keys.size()).isEqualTo(3);
        assertThat(keys.toString()).contains("\"revoked\"").doesNotContain(next);
        awaitEvent(event ->
                event.is(ApiKeyRevoked.class)
                        && event.as(ApiKeyRevoked.class).keyId().equals(oldId));
    }

    private Instant expiry(String self, String keyId) {
        JsonNode key = calls.get(self, "/v1/api_keys/" + keyId).json();
        return Instant.parse(key.get("expires_at").asString());
    }

    @Test
    void an_overlap_that_gateways_could_not_keep_is_refused() {
        JsonNode merchant = calls.post(operator, "/v1/merchants", SHOP).json();
        Answer refused =
                calls.post(
                        TestIdentity.merchant(merchant.get("id").asString()),
                        "/v1/api_keys/" + merchant.at("/keys/0/id").asString() + "/roll",
                        "{\"expires_in_seconds\":59}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("param").asString()).isEqualTo("expires_in_seconds");
    }

    @Test
    void a_cursor_of_another_list_is_refused() {
        String cursor = Cursor.encode("no time", create());
        assertThat(calls.get(operator, "/v1/merchants?cursor=" + cursor).status()).isEqualTo(400);
        String keys = "/v1/api_keys?cursor=" + cursor;
        assertThat(calls.get(TestIdentity.merchant(create()), keys).status()).isEqualTo(400);
    }

    @Test
    void a_roll_without_overlap_ends_the_old_key_at_once() {
        JsonNode merchant = calls.post(operator, "/v1/merchants", SHOP).json();
        String self = TestIdentity.merchant(merchant.get("id").asString());
        String path = "/v1/api_keys/" + merchant.at("/keys/0/id").asString() + "/roll";
        String key = UUID.randomUUID().toString();

        Answer rolled = calls.post(self, path, "{}", key);

        assertThat(authenticate(merchant.at("/keys/0/key").asString()).get("found").asBoolean())
                .isFalse();
        assertThat(calls.post(self, path, "{}", key).text()).isEqualTo(rolled.text());
        assertThat(calls.post(self, path, "{}").status()).isEqualTo(409);
    }

    @Test
    void a_request_that_died_before_it_answered_can_be_sent_again() {
        String key = UUID.randomUUID().toString();
        JsonNode lost = calls.post(operator, "/v1/merchants", SHOP, key).json();
        cassandra.execute(
                "DELETE FROM idempotency WHERE scope = 'OPERATOR|operator|test' AND key = ?", key);

        JsonNode again = calls.post(operator, "/v1/merchants", SHOP, key).json();

        assertThat(again.get("id")).isEqualTo(lost.get("id"));
        assertThat(again.at("/keys/0/id")).isEqualTo(lost.at("/keys/0/id"));
        assertThat(authenticate(again.at("/keys/0/key").asString()).get("found").asBoolean())
                .isTrue();
        assertThat(authenticate(lost.at("/keys/0/key").asString()).get("found").asBoolean())
                .isFalse();
    }

    @Test
    void a_merchant_sees_itself_and_nobody_else() {
        String mine = create();
        String other = create();
        String self = TestIdentity.merchant(mine);

        assertThat(calls.get(self, "/v1/merchants/" + mine).status()).isEqualTo(200);
        assertThat(calls.get(self, "/v1/merchants/" + other).status()).isEqualTo(404);
        assertThat(calls.get(self, "/v1/merchants").status()).isEqualTo(403);
        assertThat(calls.post(self, "/v1/merchants", SHOP).status()).isEqualTo(403);
        assertThat(calls.get(self, "/internal/v1/merchants/" + mine).status()).isEqualTo(403);
        String key = "{\"kind\":\"secret\",\"merchant_id\":\"" + other + "\"}";
        assertThat(calls.post(self, "/v1/api_keys", key).status()).isEqualTo(404);
        String page = calls.get(TestIdentity.publishable(mine), "/v1/api_keys").text();
        assertThat(page).contains("forbidden");
    }

    @Test
    void plans_and_account_change_the_profile_and_every_change_is_published() {
        String id = create();

        Answer fees =
                calls.post(
                        operator,
                        "/v1/merchants/" + id + "/fee_plans",
                        "{\"basis_points\":99,\"fixed\":{\"EUR\":10}}");
        Answer settlement =
                calls.post(
                        operator,
                        "/v1/merchants/" + id + "/settlement_plans",
                        "{\"delay_days\":2}");
        Answer account =
                calls.put(
                        TestIdentity.merchant(id),
                        "/v1/merchants/" + id + "/payout_account",
                        "{\"holder\":\"Shop\",\"iban\":\"DE89370400440532013000\"}");

        assertThat(fees.status()).isEqualTo(201);
        assertThat(settlement.status()).isEqualTo(201);
        assertThat(account.json().get("iban").asString()).isEqualTo("DE89**************3000");
        JsonNode seen = calls.get(operator, "/v1/merchants/" + id).json();
        assertThat(seen.get("fee_plans").size()).isEqualTo(2);
        assertThat(seen.get("version").asInt()).isEqualTo(4);
        assertThat(seen.toString()).doesNotContain("DE89370400440532013000");
        JsonNode whole = calls.get(gateway, "/internal/v1/merchants/" + id).json();
        assertThat(whole.at("/payout_account/iban").asString()).isEqualTo("DE89370400440532013000");
        awaitEvent(event -> isMerchant(event, id) && profile(event).version() == 4);
    }

    @Test
    void a_bad_account_number_is_refused_in_problem_words() {
        String id = create();
        Answer refused =
                calls.put(
                        operator,
                        "/v1/merchants/" + id + "/payout_account",
                        "{\"holder\":\"Shop\",\"iban\":\"DE88370400440532013000\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("code").asString()).isEqualTo("invalid_iban");
        assertThat(calls.post(operator, "/v1/merchants", "{\"name\":\"\"}").status())
                .isEqualTo(400);
    }

    @Test
    void the_list_of_merchants_goes_page_by_page() {
        for (int i = 0; i < 3; i++) {
            create();
        }
        JsonNode first = calls.get(operator, "/v1/merchants?limit=2").json();
        assertThat(first.get("data").size()).isEqualTo(2);
        assertThat(first.get("has_more").asBoolean()).isTrue();
        String cursor = first.get("next_cursor").asString();
        JsonNode second = calls.get(operator, "/v1/merchants?limit=2&cursor=" + cursor).json();
        assertThat(second.at("/data/0/id")).isNotIn(first.at("/data/0/id"), first.at("/data/1/id"));
    }

    @Test
    void a_start_makes_nothing_for_the_api_document() {
        var beans = context.getBeanFactory();
        assertThat(beans.getBeanDefinitionNames()).contains("openApiResource");
        assertThat(
                        Arrays.stream(beans.getSingletonNames())
                                .map(beans::getSingleton)
                                .filter(Objects::nonNull)
                                .map(bean -> bean.getClass().getName()))
                .noneMatch(name -> name.startsWith("org.springdoc."));
    }

    @Test
    void losing_redis_changes_nothing() {
        String id = create();
        calls.get(gateway, "/internal/v1/merchants/" + id);
        assertThat(redis.hasKey("merchant:profile:" + id)).isTrue();
        redis.getRequiredConnectionFactory().getConnection().serverCommands().flushDb();
        assertThat(calls.get(gateway, "/internal/v1/merchants/" + id).status()).isEqualTo(200);
    }

    @Test
    void a_change_whose_announcer_died_is_announced_by_the_sweeper() {
        String id = create();
        cassandra.execute(
                "INSERT INTO announcement_due (queue, subject, marker)"
                        + " VALUES ('all', ?, minTimeuuid(?))",
                "merchant:" + id,
                Instant.EPOCH);

        try (var reader = new TopicReader(consumers, codec, Topics.MERCHANTS)) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            reader.read().stream().filter(event -> isMerchant(event, id)).count()
                                    >= 2);
        }
        await().until(() ->
                cassandra.execute("SELECT * FROM announcement_due").all().stream()
                        .noneMatch(row -> ("merchant:" + id).equals(row.getString("subject"))));
    }

    private String create() {
        return calls.post(operator, "/v1/merchants", SHOP).json().get("id").asString();
    }

    private JsonNode authenticate(String key) {
        return calls.post(
                        gateway, "/internal/v1/api_keys/authenticate", "{\"key\":\"" + key + "\"}")
                .json();
    }

    private static boolean isMerchant(EventEnvelope event, String id) {
        return event.is(MerchantChanged.class) && event.key().equals(id);
    }

    private static MerchantProfile profile(EventEnvelope event) {
        return event.as(MerchantChanged.class).merchant();
    }

    private void awaitEvent(Predicate<EventEnvelope> wanted) {
        try (var reader = new TopicReader(consumers, codec, Topics.MERCHANTS)) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> reader.read().stream().anyMatch(wanted));
        }
    }
}
