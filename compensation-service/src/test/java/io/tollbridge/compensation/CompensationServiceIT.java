package io.tollbridge.compensation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import io.tollbridge.compensation.cases.TestCases;
import io.tollbridge.contracts.Topics;
import io.tollbridge.contracts.channels.ChannelAnswer.Verdict;
import io.tollbridge.contracts.channels.LateAnswer;
import io.tollbridge.contracts.compensation.CaseResolved;
import io.tollbridge.contracts.payments.AttemptStarted;
import io.tollbridge.contracts.payments.AttemptUnknown;
import io.tollbridge.contracts.payments.CaptureView;
import io.tollbridge.contracts.payments.PaymentCaptured;
import io.tollbridge.contracts.payments.PaymentView;
import io.tollbridge.contracts.payments.ResolutionAnswer;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.event.OutgoingEvent;
import io.tollbridge.testkit.ServiceTest;
import io.tollbridge.testkit.TestIdentity;
import io.tollbridge.testkit.TopicReader;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class CompensationServiceIT {

    private static final SiblingStub SIBLINGS = new SiblingStub();
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    @LocalServerPort private int port;
    @Autowired private RestClient.Builder http;
    @Autowired private EventPublisher publisher;
    @Autowired private EventCodec codec;
    @Autowired private ConsumerFactory<String, byte[]> consumers;
    @Autowired private JsonMapper json;
    @Autowired private BusinessClock clock;
    @Autowired private CqlSession session;

    @DynamicPropertySource
    static void siblings(DynamicPropertyRegistry registry) {
        registry.add("tollbridge.services.channel.url", SIBLINGS::url);
        registry.add("tollbridge.services.core-engine.url", SIBLINGS::url);
        registry.add("tollbridge.compensation.watch-for", () -> "3s");
        registry.add("tollbridge.compensation.sweep-every", () -> "1s");
    }

    @Test
    void money_that_moved_is_told_to_the_payment() {
        SIBLINGS.when("query", "att_ok", answer(Verdict.APPROVED));
        SIBLINGS.when("resolve", "att_ok", settled("att_ok"));
        try (var topic = new TopicReader(consumers, codec, Topics.COMPENSATION)) {
            unknown("att_ok", "purchase");
            await().atMost(PATIENCE)
                    .until(() ->
                            topic.read().stream()
                                    .filter(event -> event.is(CaseResolved.class))
                                    .map(event -> event.as(CaseResolved.class).compensation())
                                    .anyMatch(view ->
                                            view.attempt().value().equals("att_ok")
                                                    && "succeeded".equals(view.resolution())));
        }
        assertThat(SIBLINGS.calls("att_ok")).containsExactly("query", "resolve");
        assertThat(readCase("att_ok").path("status").asString()).isEqualTo("resolved");
    }

    @Test
    void an_unclear_answer_is_asked_again_and_what_is_not_found_is_fenced_first() {
        SIBLINGS.when("query", "att_gone", answer(Verdict.UNCLEAR), answer(Verdict.NOT_FOUND));
        SIBLINGS.when("reverse", "att_gone", answer(Verdict.REVERSED));
        SIBLINGS.when("resolve", "att_gone", settled("att_gone"));
        unknown("att_gone", "purchase");
        awaitResolution("att_gone", "reversed");
        assertThat(SIBLINGS.calls("att_gone"))
                .containsExactly("query", "query", "reverse", "resolve");
        var file = readCase("att_gone");
        assertThat(file.path("tries").asInt()).isEqualTo(1); // the second one was early
        assertThat(file.path("history").valueStream().map(CompensationServiceIT::step))
                .containsExactly(
                        "asking -",
                        "asking query UNCLEAR",
                        "reversing query NOT_FOUND",
                        "telling reversal REVERSED",
                        "resolved reversal REVERSED");
        assertThat(file.path("actions").isEmpty()).isTrue();
    }

    @Test
    void a_case_does_not_wait_for_its_schedule_once_the_channel_answers_again() {
        String unclear = answer(Verdict.UNCLEAR);
        SIBLINGS.when(
                "query",
                "att_quiet",
                unclear,
                unclear,
                unclear,
                unclear,
                unclear, // by the schedule the next one comes after a quarter of an hour
                answer(Verdict.APPROVED));
        SIBLINGS.when("resolve", "att_quiet", settled("att_quiet"));
        unknown("att_quiet", "purchase");
        awaitResolution("att_quiet", "succeeded");
        assertThat(readCase("att_quiet").path("tries").asInt()).isLessThan(4);
    }

    @Test
    void money_that_must_not_stand_is_reversed() {
        SIBLINGS.when("query", "att_back", answer(Verdict.APPROVED));
        SIBLINGS.when("resolve", "att_back", reverse("att_back"), settled("att_back"));
        SIBLINGS.when("reverse", "att_back", answer(Verdict.REVERSED));
        unknown("att_back", "purchase");
        awaitResolution("att_back", "reversed");
        assertThat(SIBLINGS.calls("att_back"))
                .containsExactly("query", "resolve", "reverse", "resolve");
    }

    @Test
    void the_rest_of_a_hold_is_let_go_again_until_the_channel_says_so() {
        SIBLINGS.when("release", "att_rest", answer(Verdict.UNCLEAR), answer(Verdict.REVERSED));
        SIBLINGS.when("resolve", "att_rest", settled("att_rest"));
        var attempt = TestCases.undoing("att_rest", "release", Money.of(900, "EUR"));
        publish(
                new AttemptUnknown(payment("att_rest"), attempt),
                payment("att_rest").id().value(),
                3);
        awaitResolution("att_rest", "reversed");
        assertThat(SIBLINGS.calls("att_rest")).containsExactly("release", "release", "resolve");
    }

    @Test
    void a_try_that_dies_between_the_reversal_and_the_payment_goes_on_from_there() {
        SIBLINGS.when("query", "att_half", answer(Verdict.NOT_FOUND));
        SIBLINGS.when("reverse", "att_half", answer(Verdict.REVERSED));
        SIBLINGS.when("resolve", "att_half", "503", settled("att_half"));
        unknown("att_half", "purchase");
        awaitResolution("att_half", "reversed");
        assertThat(SIBLINGS.calls("att_half"))
                .containsExactly("query", "reverse", "resolve", "resolve");
    }

    @Test
    void a_case_whose_instance_died_before_reversing_is_taken_over_where_it_stood() {
        SIBLINGS.when("reverse", "att_orphan", answer(Verdict.REVERSED));
        SIBLINGS.when("resolve", "att_orphan", settled("att_orphan"));
        var due = clock.instant().minusSeconds(60);
        session.execute(
                """
                INSERT INTO attempt_case (attempt_id, version, subject, phase, tries, opened_at,
                  due_at) VALUES ('att_orphan', 3, ?, 'reversing', 1, ?, ?) IF NOT EXISTS\
                """,
                json.writeValueAsString(TestCases.subject("att_orphan", "purchase")),
                due,
                due);
        session.execute(
                """
                INSERT INTO case_by_status (status, shard, attempt_id, due_at)
                VALUES ('open', 0, 'att_orphan', ?)\
                """,
                due);
        awaitResolution("att_orphan", "reversed");
        assertThat(SIBLINGS.calls("att_orphan")).containsExactly("reverse", "resolve");
    }

    @Test
    void an_attempt_that_never_got_an_outcome_is_made_unknown_before_it_is_asked_after() {
        SIBLINGS.when("resolve", "att_silent", open("att_silent"), settled("att_silent"));
        SIBLINGS.when("query", "att_silent", answer(Verdict.APPROVED));
        started("att_silent");
        await().atMost(PATIENCE).until(() -> !SIBLINGS.calls("att_silent").isEmpty());
        unknown("att_silent", "purchase"); // what core-engine says of it then
        awaitResolution("att_silent", "succeeded");
        assertThat(SIBLINGS.calls("att_silent")).containsExactly("resolve", "query", "resolve");
    }

    @Test
    void an_attempt_that_is_over_is_left_alone() {
        SIBLINGS.when("resolve", "att_lag", settled("att_lag"));
        started("att_lag");
        await().atMost(PATIENCE).until(() -> !SIBLINGS.calls("att_lag").isEmpty());
        started("att_done");
        settle("att_done");
        await().during(Duration.ofSeconds(4))
                .atMost(PATIENCE)
                .until(() -> SIBLINGS.calls("att_lag").equals(List.of("resolve")));
        assertThat(SIBLINGS.calls("att_done")).isEmpty();
    }

    @Test
    void one_attempt_that_cannot_be_moved_holds_up_no_other() {
        SIBLINGS.when("resolve", "att_broken", "500");
        SIBLINGS.when("resolve", "att_behind", settled("att_behind"));
        started("att_broken");
        started("att_behind");
        await().atMost(PATIENCE).until(() -> !SIBLINGS.calls("att_behind").isEmpty());
        await().atMost(PATIENCE).until(() -> SIBLINGS.calls("att_broken").size() > 1);
    }

    @Test
    void a_late_answer_ends_the_waiting() {
        SIBLINGS.when("query", "att_late", answer(Verdict.UNCLEAR));
        SIBLINGS.when("resolve", "att_late", settled("att_late"));
        unknown("att_late", "purchase");
        await().atMost(PATIENCE).until(() -> SIBLINGS.calls("att_late").size() >= 2);
        publish(
                new LateAnswer(
                        "acquirer", new AttemptId("att_late"), TestCases.answer(Verdict.DECLINED)),
                "att_late",
                1);
        awaitResolution("att_late", "declined");
    }

    @Test
    void an_open_case_is_listed_for_operators_with_what_was_heard() {
        SIBLINGS.when("query", "att_open", answer(Verdict.UNCLEAR));
        unknown("att_open", "refund");
        await().atMost(PATIENCE)
                .until(() ->
                        get("/ops/v1/compensation/cases?status=open")
                                .path("data")
                                .valueStream()
                                .anyMatch(one ->
                                        one.path("attempt").asString().equals("att_open")
                                                && one.path("last_answer")
                                                        .asString("")
                                                        .equals("query UNCLEAR")));
    }

    private static String step(JsonNode entry) {
        return entry.path("phase").asString() + " " + entry.path("answer").asString("-");
    }

    private void awaitResolution(String attempt, String resolution) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> readCase(attempt).path("resolution").asString().equals(resolution));
    }

    private JsonNode readCase(String attempt) {
        return get("/ops/v1/compensation/cases/" + attempt);
    }

    private JsonNode get(String path) {
        return Objects.requireNonNull(
                http.build()
                        .get()
                        .uri("http://127.0.0.1:" + port + path)
                        .header(TestIdentity.HEADER, TestIdentity.operator())
                        .retrieve()
                        .body(JsonNode.class));
    }

    private void started(String attempt) {
        publish(
                new AttemptStarted(
                        payment(attempt), TestCases.attempt(attempt, "purchase", "sent"), null),
                payment(attempt).id().value(),
                2);
    }

    private void unknown(String attempt, String operation) {
        publish(
                new AttemptUnknown(
                        payment(attempt), TestCases.attempt(attempt, operation, "unknown")),
                payment(attempt).id().value(),
                3);
    }

    private void settle(String attempt) {
        publish(captured(attempt), payment(attempt).id().value(), 3);
    }

    private PaymentCaptured captured(String attempt) {
        var capture =
                new CaptureView(
                        new AttemptId(attempt),
                        TestCases.attempt(attempt, "purchase", "captured").amount(),
                        TestCases.SENT_AT,
                        LocalDate.of(2026, 11, 22));
        return new PaymentCaptured(
                payment(attempt), TestCases.attempt(attempt, "purchase", "captured"), capture);
    }

    private void publish(Object event, String key, long sequence) {
        publisher.publish(
                List.of(
                        new OutgoingEvent(
                                event,
                                key,
                                key + ":" + UUID.randomUUID(),
                                sequence,
                                clock.instant())));
    }

    private String answer(Verdict verdict) {
        return json.writeValueAsString(TestCases.answer(verdict));
    }

    private String settled(String attempt) {
        return json.writeValueAsString(new ResolutionAnswer(true, false, payment(attempt)));
    }

    private String open(String attempt) {
        return json.writeValueAsString(new ResolutionAnswer(false, false, payment(attempt)));
    }

    private String reverse(String attempt) {
        return json.writeValueAsString(new ResolutionAnswer(false, true, payment(attempt)));
    }

    private static PaymentView payment(String attempt) {
        return new PaymentView(
                new PaymentId(attempt.replace("att_", "pay_")),
                "payment",
                500,
                "EUR",
                0,
                0,
                0,
                "processing",
                "automatic",
                new MerchantId("mch_1"),
                false,
                null,
                "acquirer",
                null,
                null,
                Map.of(),
                null,
                null,
                "none",
                null,
                TestCases.SENT_AT,
                2,
                null);
    }
}
