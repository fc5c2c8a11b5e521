package io.tollbridge.channel.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import io.tollbridge.channel.ServiceCalls;
import io.tollbridge.channel.ServiceCalls.Answer;
import io.tollbridge.contracts.channels.TokenKey;
import io.tollbridge.kernel.CardToken;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.testkit.ServiceTest;
import io.tollbridge.testkit.TestIdentity;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The vault over HTTP and its tables in Cassandra. No acquirer is there, and none is needed. */
@ServiceTest
class VaultIT implements CardStoreContract {

    private static final String CVC = "739";

    @LocalServerPort int port;
    @Autowired CqlSession cassandra;
    @Autowired CassandraCardStore store;
    @Autowired CassandraKeyStore keys;
    @Autowired WrappingKeys keks;
    @Autowired Vault vault;

    private ServiceCalls calls;

    @BeforeEach
    void connect() {
        calls = new ServiceCalls(port);
    }

    @Override
    public CardStore store() {
        return store;
    }

    @Test
    void the_public_key_is_for_everyone_and_the_same_on_every_replica() {
        String kid = key(TestIdentity.anonymous()).kid();
        assertThat(key(TestIdentity.merchant("mch_1")).kid()).isEqualTo(kid);
        assertThat(key(TestIdentity.publishable("mch_1")).kid()).isEqualTo(kid);
        assertThat(new SharedKey(keys, keks).load().publicKey().kid()).isEqualTo(kid);
        assertThat(calls.get(TestIdentity.service("checkout"), "/internal/v1/tokens/key").json())
                .isEqualTo(calls.get(TestIdentity.anonymous(), "/v1/tokens/key").json());
    }

    @Test
    void a_publishable_key_makes_a_token_and_the_vault_knows_its_card() {
        Answer answer = tokenise(TestIdentity.publishable("mch_1"), CardsForTests.GOOD);
        assertThat(answer.status()).isEqualTo(201);
        JsonNode token = answer.json();
        assertThat(token.at("/object").asString()).isEqualTo("token");
        assertThat(token.at("/card/brand").asString()).isEqualTo("visa");
        assertThat(token.at("/card/last4").asString()).isEqualTo("4242");
        assertThat(token.at("/livemode").asBoolean()).isFalse();
        assertThat(
                        vault.reveal(
                                        new CardToken(token.at("/id").asString()),
                                        new MerchantId("mch_1"),
                                        Mode.TEST)
                                .orElseThrow()
                                .number()
                                .reveal())
                .isEqualTo(CardsForTests.GOOD);
    }

    @Test
    void a_bad_card_is_a_problem_that_names_the_field() {
        Answer answer = tokenise(TestIdentity.merchant("mch_1"), "4242424242424241");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.json().at("/code").asString()).isEqualTo("invalid_number");
        assertThat(answer.json().at("/param").asString()).isEqualTo("number");
        assertThat(answer.body()).doesNotContain("424242424242");
    }

    @Test
    void what_is_no_jwe_is_a_problem() {
        for (String body : List.of("{\"jwe\":\"nothing\"}", "{}", "{", "[]")) {
            Answer answer = calls.post(TestIdentity.merchant("mch_1"), "/v1/tokens", body);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.contentType()).startsWith("application/problem+json");
        }
    }

    @Test
    void neither_a_shopper_nor_an_operator_nor_a_stranger_makes_tokens() {
        assertThat(tokenise(TestIdentity.anonymous(), CardsForTests.GOOD).status()).isEqualTo(403);
        assertThat(tokenise(TestIdentity.operator(), CardsForTests.GOOD).status()).isEqualTo(403);
        assertThat(tokenise("nobody", CardsForTests.GOOD).status()).isEqualTo(401);
    }

    @Test
    void the_same_request_again_gets_the_same_token() {
        String body = "{\"jwe\":\"" + jwe(CardsForTests.GOOD) + "\"}";
        String again = UUID.randomUUID().toString();
        String merchant = TestIdentity.merchant("mch_1");
        assertThat(calls.post(merchant, "/v1/tokens", body, again).body())
                .isEqualTo(calls.post(merchant, "/v1/tokens", body, again).body());
    }

    @Test
    void the_hosted_page_gets_a_token_or_a_code() {
        String checkout = TestIdentity.service("checkout");
        JsonNode good = pageToken(checkout, CardsForTests.GOOD);
        assertThat(good.at("/token").asString()).startsWith("tok_");
        assertThat(good.at("/card/last4").asString()).isEqualTo("4242");
        JsonNode bad = pageToken(checkout, "4242424242424241");
        assertThat(bad.at("/token").isNull() || bad.at("/token").isMissingNode()).isTrue();
        assertThat(bad.at("/problem_code").asString()).isEqualTo("invalid_number");
        assertThat(bad.at("/problem_param").asString()).isEqualTo("number");
    }

    @Test
    void no_table_holds_a_number_or_a_cvc() {
        tokenise(TestIdentity.merchant("mch_1"), CardsForTests.GOOD);
        var tables =
                cassandra.execute(
                        "SELECT table_name FROM system_schema.tables WHERE keyspace_name = '"
                                + cassandra.getKeyspace().orElseThrow().asInternal()
                                + "'");
        String number = hex(CardsForTests.GOOD);
        for (var table : tables) {
            cassandra
                    .execute("SELECT JSON * FROM " + table.getString(0))
                    .forEach(row ->
                            assertThat(row.getString(0))
                                    .doesNotContain(CardsForTests.GOOD)
                                    .doesNotContain(number)
                                    .doesNotContain("\"" + CVC + "\""));
        }
    }

    private static String hex(String text) {
        var hex = new StringBuilder();
        text.chars().forEach(c -> hex.append(String.format("%02x", c)));
        return hex.toString();
    }

    private TokenKey key(String identity) {
        Answer answer = calls.get(identity, "/v1/tokens/key");
        assertThat(answer.status()).isEqualTo(200);
        JsonNode key = answer.json();
        return new TokenKey(
                key.at("/kty").asString(),
                key.at("/kid").asString(),
                key.at("/use").asString(),
                key.at("/alg").asString(),
                key.at("/n").asString(),
                key.at("/e").asString());
    }

    private String jwe(String number) {
        return CardsForTests.jwe(
                key(TestIdentity.anonymous()), CardsForTests.json(number, 12, 2030, CVC));
    }

    private Answer tokenise(String identity, String number) {
        return calls.post(identity, "/v1/tokens", "{\"jwe\":\"" + jwe(number) + "\"}");
    }

    private JsonNode pageToken(String identity, String number) {
        Answer answer =
                calls.post(
                        identity,
                        "/internal/v1/tokens",
                        """
                        {"merchant_id":"mch_1","mode":"test","jwe":"%s"}\
                        """
                                .formatted(jwe(number)));
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }
}
