package io.tollbridge.accounting.balance;

import static io.tollbridge.accounting.Happenings.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tollbridge.accounting.Happenings;
import io.tollbridge.accounting.posting.Place;
import io.tollbridge.accounting.posting.Posting;
import io.tollbridge.accounting.posting.PostingRules;
import io.tollbridge.accounting.posting.PostingStore;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.event.OutgoingEvent;
import io.tollbridge.testkit.ServiceTest;
import io.tollbridge.testkit.TestIdentity;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** What is wrong in the books is seen, by account and amount. */
@ServiceTest
@TestPropertySource(
        properties = {
            "tollbridge.accounting.prove-every=PT2S",
            "tollbridge.accounting.counted-within=PT1S"
        })
class ProofIT {

    @LocalServerPort private int port;
    @Autowired private RestClient.Builder http;
    @Autowired private EventPublisher publisher;
    @Autowired private PostingStore postings;
    @Autowired private BalanceStore balances;
    @Autowired private CqlSession session;
    @Autowired private MeterRegistry meters;

    private RestClient client;

    @BeforeEach
    void connect() {
        client = http.baseUrl("http://127.0.0.1:" + port).build();
    }

    @Test
    void a_sum_that_was_tampered_with_is_named_until_it_is_right_again() {
        var h = Happenings.of("mch_tampered", "pay_tampered", "PLN");
        publisher.publish(
                List.of(
                        new OutgoingEvent(
                                h.purchased(1000), "pay_tampered", "pay_tampered:1", 1, NOON)));
        eventually(() -> {
            assertThat(meters.find("ledger.imbalance").tag("currency", "PLN").gauge())
                    .isNotNull()
                    .returns(0.0, Gauge::value);
            assertThat(books("PLN").at("/currencies/0/check/equal").asBoolean()).isTrue();
        });
        assertThat(differences("PLN")).isEmpty();

        setCredits("2010:mch_tampered", "PLN", 995);
        eventually(
                () -> assertThat(differences("PLN")).isEqualTo(Map.of("2010:mch_tampered", 5.0)));
        assertThat(unproven()).isPositive();
        var books = books("PLN");
        assertThat(books.at("/balanced").asBoolean()).isFalse();
        var wrong = books.at("/currencies/0/unproven");
        assertThat(wrong).hasSize(1);
        assertThat(wrong.at("/0/account").asString()).isEqualTo("2010:mch_tampered");
        assertThat(wrong.at("/0/difference").asLong()).isEqualTo(5);
        assertThat(wrong.at("/0/postings/credits").asLong()).isEqualTo(1000);
        assertThat(wrong.at("/0/entries/credits").asLong()).isEqualTo(1000);
        assertThat(wrong.at("/0/balances/credits").asLong()).isEqualTo(995);

        setCredits("2010:mch_tampered", "PLN", 1000);
        eventually(() -> assertThat(differences("PLN")).isEmpty());
        assertThat(books("PLN").at("/balanced").asBoolean()).isTrue();
    }

    @Test
    void a_posting_that_nobody_counts_is_named_though_the_balances_do_not_reach_it() {
        var h = Happenings.of("mch_forgotten", "pay_forgotten", "CZK");
        var beyond = new Place("t-forgotten", 0, 7);
        postings.insert(
                Posting.of(
                        PostingRules.book(h.purchased(1000)),
                        new Posting.Source("pay_forgotten:1", beyond, NOON)));

        eventually(() ->
                assertThat(differences("CZK"))
                        .isEqualTo(Map.of("1110:acquirer", 1000.0, "2010:mch_forgotten", 1000.0)));
        var books = books("CZK");
        assertThat(books.at("/balanced").asBoolean()).isFalse();
        assertThat(books.at("/currencies/0/unproven")).hasSize(2);
        assertThat(books.at("/currencies/0/unproven/1/balances/lines").asLong()).isZero();
    }

    private void setCredits(String account, String currency, long credits) {
        for (var part : balances.parts()) {
            for (var key : part.sums().keySet()) {
                if (key.account().toString().equals(account)
                        && key.currency().code().equals(currency)) {
                    session.execute(
                            "UPDATE agg SET credits = ? WHERE part = ? AND account = ?"
                                    + " AND currency = ? AND period = ?",
                            BigInteger.valueOf(credits),
                            part.name(),
                            account,
                            currency,
                            key.period());
                }
            }
        }
    }

    private Map<String, Double> differences(String currency) {
        return meters.find("ledger.difference").tag("currency", currency).gauges().stream()
                .collect(
                        Collectors.toMap(
                                gauge -> String.valueOf(gauge.getId().getTag("account")),
                                Gauge::value));
    }

    private double unproven() {
        return meters.get("ledger.accounts.unproven").gauge().value();
    }

    private JsonNode books(String currency) {
        return Objects.requireNonNull(
                client.get()
                        .uri("/v1/ledger/trial-balance?currency=" + currency)
                        .header(TestIdentity.HEADER, TestIdentity.operator())
                        .retrieve()
                        .body(JsonNode.class));
    }

    private static void eventually(org.awaitility.core.ThrowingRunnable check) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(check);
    }
}
