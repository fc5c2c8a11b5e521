package io.tollbridge.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tollbridge.channel.ServiceCalls.Answer;
import io.tollbridge.channel.vault.CardsForTests;
import io.tollbridge.contracts.Topics;
import io.tollbridge.contracts.channels.AuthoriseOrder;
import io.tollbridge.contracts.channels.BankEntry;
import io.tollbridge.contracts.channels.BankStatementCompleted;
import io.tollbridge.contracts.channels.ChannelAnswer;
import io.tollbridge.contracts.channels.ChannelAnswer.Verdict;
import io.tollbridge.contracts.channels.LateAnswer;
import io.tollbridge.contracts.channels.PayoutOrder;
import io.tollbridge.contracts.channels.StatementCompleted;
import io.tollbridge.contracts.channels.StatementLine;
import io.tollbridge.contracts.channels.TokenKey;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.CardToken;
import io.tollbridge.kernel.Ids;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import io.tollbridge.simulator.acquirer.AcquirerForTests;
import io.tollbridge.simulator.bank.BankForTests;
import io.tollbridge.simulator.clock.BusinessClock;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.event.EventEnvelope;
import io.tollbridge.testkit.ServiceTest;
import io.tollbridge.testkit.TestIdentity;
import io.tollbridge.testkit.TopicReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** The whole service between its two neighbours: real acquirer and bank simulators. */
@ServiceTest
class ChannelServiceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final BusinessClock OUTSIDE = new BusinessClock(InstantSource.system());
    private static final BankForTests BANK = new BankForTests(OUTSIDE);
    private static final AcquirerForTests ACQUIRER = new AcquirerForTests(OUTSIDE, BANK.url());

    @LocalServerPort int port;
    @Autowired JsonMapper json;
    @Autowired ConsumerFactory<String, byte[]> consumers;
    @Autowired EventCodec codec;
    @Autowired io.tollbridge.starter.clock.BusinessClock clock;

    private final String engine = TestIdentity.service("core-engine");
    private ServiceCalls calls;

    @DynamicPropertySource
    static void neighbours(DynamicPropertyRegistry settings) {
        settings.add("tollbridge.channels.acquirer.port", ACQUIRER::port);
        settings.add("tollbridge.channels.acquirer.answer-timeout", () -> "1s");
        settings.add(
                "tollbridge.channels.acquirer.statements",
                () -> "http://127.0.0.1:" + ACQUIRER.httpPort() + "/statements");
        settings.add("tollbridge.banks.client-money.url", BANK::url);
        settings.add("tollbridge.statements.poll-interval", () -> "200ms");
    }

    @AfterAll
    static void stop() {
        ACQUIRER.close();
        BANK.close();
    }

    @BeforeEach
    void connect() {
        calls = new ServiceCalls(port);
        await().atMost(PATIENCE)
                .until(() ->
                        calls.get(engine, "/internal/v1/channels")
                                .json()
                                .at("/0/health")
                                .asString()
                                .equals("up"));
    }

    @Test
    void a_token_is_charged_through_the_acquirer() {
        ChannelAnswer answer = authorise(order(token("mch_1"), "mch_1", 1234));
        assertThat(answer.verdict()).isEqualTo(Verdict.APPROVED);
        assertThat(answer.amount()).isEqualTo(Money.of(1234, "EUR"));
        assertThat(answer.authCode()).isNotBlank();
    }

    @Test
    void another_merchants_token_is_declined_and_never_sent() {
        ChannelAnswer answer = authorise(order(token("mch_1"), "mch_2", 1234));
        assertThat(answer.verdict()).isEqualTo(Verdict.DECLINED);
        assertThat(answer.rawCode()).isNull();
        assertThat(answer.declineCode()).isEqualTo("incorrect_number");
    }

    @Test
    void an_unknown_channel_is_an_answer_too() {
        Answer answer =
                calls.post(
                        engine,
                        "/internal/v1/channels/nobody/authorise",
                        json.writeValueAsString(order(token("mch_1"), "mch_1", 1234)));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(json.readValue(answer.body(), ChannelAnswer.class).verdict())
                .isEqualTo(Verdict.NOT_SENT);
    }

    @Test
    void merchants_do_not_reach_the_operations() {
        String merchant = TestIdentity.merchant("mch_1");
        assertThat(calls.get(merchant, "/internal/v1/channels").status()).isEqualTo(403);
        assertThat(calls.post(merchant, "/ops/v1/statements/x/2026-01-01/fetch", "").status())
                .isEqualTo(403);
    }

    @Test
    void an_answer_after_the_time_limit_is_published() throws Exception {
        arm("{\"mti\":\"0200\",\"reply_after_millis\":1500}");
        AuthoriseOrder order = order(token("mch_1"), "mch_1", 4200);
        assertThat(authorise(order).verdict()).isEqualTo(Verdict.UNCLEAR);
        try (var topic = new TopicReader(consumers, codec, Topics.CHANNEL_OUTCOMES)) {
            await().atMost(PATIENCE)
                    .until(() ->
                            topic.read().stream()
                                    .map(event -> event.as(LateAnswer.class))
                                    .anyMatch(late ->
                                            late.reference().equals(order.reference())
                                                    && late.answer().verdict()
                                                            == Verdict.APPROVED));
        }
    }

    @Test
    void a_day_that_is_over_is_published_once_by_the_acquirer_and_by_the_bank() {
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        AuthoriseOrder paid = order(token("mch_1"), "mch_1", 10_000);
        assertThat(authorise(paid).verdict()).isEqualTo(Verdict.APPROVED);
        passADay();
        try (var topic = new TopicReader(consumers, codec, Topics.STATEMENTS)) {
            await().atMost(PATIENCE).until(() -> completedOn(topic.read(), day));
            List<StatementLine> lines =
                    topic.read().stream()
                            .filter(event -> event.type().equals("statement.line"))
                            .map(event -> event.as(StatementLine.class))
                            .filter(line -> line.date().equals(day))
                            .toList();
            assertThat(lines)
                    .filteredOn(line -> line.reference().equals(paid.reference().value()))
                    .singleElement()
                    .satisfies(line -> {
                        assertThat(line.gross()).isEqualTo(Money.of(10_000, "EUR"));
                        assertThat(line.fee()).isEqualTo(Money.of(125, "EUR"));
                        assertThat(line.net()).isEqualTo(Money.of(9_875, "EUR"));
                    });
            Answer again =
                    calls.post(
                            TestIdentity.operator(),
                            "/ops/v1/statements/sandbox-acquirer/" + day + "/fetch",
                            "");
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.json().at("/status").asString()).isEqualTo("UNCHANGED");
            assertThat(payout("po_statement", "GB82WEST12345698765432")).isEqualTo("ACCEPTED");
            assertThat(payout("po_statement", "GB82WEST12345698765432")).isEqualTo("ACCEPTED");
            for (int i = 0; i < 4; i++) {
                passADay();
            }
            await().atMost(PATIENCE).until(() -> paidOut(topic.read(), "po_statement"));
            assertThat(topic.read())
                    .filteredOn(event -> event.type().equals("statement.bank_entry"))
                    .extracting(event -> event.as(BankEntry.class))
                    .anySatisfy(entry -> {
                        assertThat(entry.credit()).isTrue();
                        assertThat(entry.remittance()).isEqualTo("ACQ SETTLEMENT " + day + " EUR");
                        assertThat(entry.endToEndId()).isNull();
                    });
        }
    }

    @Test
    void a_payout_that_the_bank_refuses_is_rejected_with_its_reason() {
        assertThat(payout("po_refused", "GB82WEST12345698765433")).isEqualTo("REJECTED");
    }

    @Test
    void a_day_that_is_not_over_has_no_statement_yet() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Answer answer =
                calls.post(
                        TestIdentity.operator(),
                        "/ops/v1/statements/sandbox-acquirer/" + today.plusDays(30) + "/fetch",
                        "");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().at("/code").asString()).isEqualTo("statement_not_ready");
        assertThat(
                        calls.post(
                                        TestIdentity.operator(),
                                        "/ops/v1/statements/nobody/" + today + "/fetch",
                                        "")
                                .status())
                .isEqualTo(404);
    }

    private void passADay() {
        OUTSIDE.advance(Duration.ofDays(1));
        clock.follow(clock.offset().plusDays(1).toMillis());
    }

    /** Lines of a day come before the event that completes it. */
    private static boolean completedOn(List<EventEnvelope> events, LocalDate day) {
        boolean bank =
                events.stream()
                        .filter(event -> event.type().equals("statement.bank_completed"))
                        .anyMatch(
                                event -> event.as(BankStatementCompleted.class).date().equals(day));
        int linesSeen = 0;
        for (EventEnvelope event : events) {
            if (event.type().equals("statement.line")
                    && event.as(StatementLine.class).date().equals(day)) {
                linesSeen++;
            }
            if (event.type().equals("statement.completed")
                    && event.as(StatementCompleted.class).date().equals(day)) {
                assertThat(linesSeen).isEqualTo(event.as(StatementCompleted.class).rows());
                return bank;
            }
        }
        return false;
    }

    private static boolean paidOut(List<EventEnvelope> events, String payoutId) {
        return events.stream()
                .filter(event -> event.type().equals("statement.bank_entry"))
                .map(event -> event.as(BankEntry.class))
                .anyMatch(entry -> payoutId.equals(entry.endToEndId()) && !entry.credit());
    }

    private String payout(String id, String iban) {
        var order =
                new PayoutOrder(
                        id,
                        Money.of(5_000, "EUR"),
                        "A Shop",
                        iban,
                        "Payout " + id,
                        Instant.parse("2026-11-22T12:00:00Z"));
        Answer answer =
                calls.post(
                        TestIdentity.service("settlement"),
                        "/internal/v1/banks/sandbox-bank/payouts",
                        json.writeValueAsString(order));
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().at("/verdict").asString();
    }

    private static void arm(String fault) throws Exception {
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:"
                                                + ACQUIRER.httpPort()
                                                + "/__admin/faults"))
                        .POST(HttpRequest.BodyPublishers.ofString(fault))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(201);
        }
    }

    private CardToken token(String merchant) {
        TokenKey key =
                json.readValue(
                        calls.get(TestIdentity.anonymous(), "/v1/tokens/key").body(),
                        TokenKey.class);
        String jwe =
                CardsForTests.jwe(key, CardsForTests.json(CardsForTests.GOOD, 12, 2030, "123"));
        Answer answer =
                calls.post(
                        TestIdentity.publishable(merchant),
                        "/v1/tokens",
                        "{\"jwe\":\"" + jwe + "\"}");
        assertThat(answer.status()).isEqualTo(201);
        return new CardToken(answer.json().at("/id").asString());
    }

    private AuthoriseOrder order(CardToken token, String merchant, long minor) {
        return new AuthoriseOrder(
                new AttemptId("att_" + Ids.sortable(clock.instant())),
                clock.instant(),
                Money.of(minor, "EUR"),
                true,
                token,
                new MerchantId(merchant),
                Mode.TEST,
                "5732");
    }

    private ChannelAnswer authorise(AuthoriseOrder order) {
        Answer answer =
                calls.post(
                        engine,
                        "/internal/v1/channels/sandbox-acquirer/authorise",
                        json.writeValueAsString(order));
        assertThat(answer.status()).isEqualTo(200);
        return json.readValue(answer.body(), ChannelAnswer.class);
    }
}
