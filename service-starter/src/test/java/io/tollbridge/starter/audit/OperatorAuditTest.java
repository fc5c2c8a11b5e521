package io.tollbridge.starter.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import io.tollbridge.contracts.operations.OperatorActionBegun;
import io.tollbridge.contracts.operations.OperatorActionEnded;
import io.tollbridge.kernel.Mode;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.problem.ProblemException;
import io.tollbridge.starter.web.ProblemHandler;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.http.HttpMethod;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What an operator's request tells of itself, and that it is refused when it cannot. */
class OperatorAuditTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Caller OPERATOR = caller(Caller.Kind.OPERATOR, "jo");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Broker broker = new Broker();
    private final Desk desk = new Desk(broker.sent);
    private final MockMvc mvc =
            MockMvcBuilders.standaloneSetup(desk)
                    .addInterceptors(
                            new OperatorAudit(
                                    "thing",
                                    new EventPublisher(broker, new EventCodec(JSON, "thing", "")),
                                    Clock.fixed(NOON, ZoneOffset.UTC)))
                    .setControllerAdvice(new ProblemHandler())
                    .build();

    @BeforeEach
    void name() {
        MDC.put("request.id", "req_1");
    }

    @AfterEach
    void forget() {
        MDC.remove("request.id");
    }

    @Test
    void an_action_is_told_before_it_is_done_and_after() {
        assertThat(call(OPERATOR, "POST", "/v1/things/a?key=secret").getStatus()).isEqualTo(200);

        assertThat(desk.toldBefore).containsExactly(1);
        var begun = broker.as(0, OperatorActionBegun.class).action();
        assertThat(begun.id()).startsWith("act_").isEqualTo(broker.sent.getFirst().key());
        assertThat(begun.service()).isEqualTo("thing");
        assertThat(begun.actor()).isEqualTo("operator:jo");
        assertThat(begun.action()).isEqualTo("POST /v1/things/{id}");
        assertThat(begun.target()).isEqualTo("/v1/things/a");
        assertThat(begun.origin()).isEqualTo("127.0.0.1");
        assertThat(begun.requestId()).isEqualTo("req_1");
        assertThat(begun.begunAt()).isEqualTo(NOON);
        assertThat(broker.as(1, OperatorActionEnded.class))
                .isEqualTo(new OperatorActionEnded(begun, 200, null, NOON));
    }

    @Test
    void a_refusal_is_told_with_its_status_and_code_and_a_failure_too() {
        call(OPERATOR, "DELETE", "/v1/things/a");
        call(OPERATOR, "PUT", "/v1/things/a");

        var refused = broker.as(1, OperatorActionEnded.class);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("thing_gone");
        var failed = broker.as(3, OperatorActionEnded.class);
        assertThat(failed.status()).isEqualTo(500);
        assertThat(failed.problem()).isEqualTo("internal_error");
    }

    @Test
    void what_cannot_be_told_at_once_is_refused_and_not_done() throws Exception {
        broker.answer = null;
        var refused = call(OPERATOR, "POST", "/v1/things/a");

        assertThat(refused.getStatus()).isEqualTo(503);
        assertThat(refused.getContentAsString()).contains("\"code\":\"audit_unavailable\"");
        assertThat(refused.getHeader("Retry-After")).isEqualTo("1");
        assertThat(desk.toldBefore).isEmpty();
        assertThat(broker.sent).isEmpty();
    }

    @Test
    void what_is_not_acknowledged_in_time_is_refused_and_says_so_if_it_arrives_yet() {
        broker.answer = new CompletableFuture<>();
        assertThat(call(OPERATOR, "POST", "/v1/things/a").getStatus()).isEqualTo(503);

        assertThat(desk.toldBefore).isEmpty();
        var begun = broker.as(0, OperatorActionBegun.class).action();
        var ended = broker.as(1, OperatorActionEnded.class);
        assertThat(ended.action()).isEqualTo(begun);
        assertThat(ended.status()).isEqualTo(503);
        assertThat(ended.problem()).isEqualTo("audit_unavailable");
    }

    @Test
    void nobody_else_and_no_read_is_told_or_waits_for_kafka() {
        broker.answer = null;
        var merchant = caller(Caller.Kind.MERCHANT, "key_1");
        assertThat(call(merchant, "POST", "/v1/things/a").getStatus()).isEqualTo(200);
        assertThat(call(Caller.service("core-engine"), "POST", "/v1/things/a").getStatus())
                .isEqualTo(200);
        assertThat(call(OPERATOR, "GET", "/v1/things/a").getStatus()).isEqualTo(200);
        assertThat(broker.asked).isZero();
    }

    @Test
    void a_request_id_that_is_used_again_does_not_hide_the_second_action() {
        call(OPERATOR, "POST", "/v1/things/a");
        call(OPERATOR, "POST", "/v1/things/a");
        assertThat(broker.sent).hasSize(4);
        assertThat(broker.sent.stream().map(ProducerRecord::key).distinct()).hasSize(2);
    }

    @Test
    void keys_and_card_numbers_are_kept_out_wherever_they_stand() {
        String key = "sk_test_01234567_0123456789abcdefghijABCDEFGHIJ0123456789";
        MDC.put("request.id", "4242424242424242");
        call(caller(Caller.Kind.OPERATOR, "op_live_secretsecret"), "POST", "/v1/things/" + key);
        call(OPERATOR, "POST", "/v1/things/4242424242424242");

        assertThat(broker.sent)
                .extracting(it -> new String(it.value(), StandardCharsets.UTF_8))
                .noneMatch(text -> text.contains("0123456789abc"))
                .noneMatch(text -> text.contains("secretsecret"))
                .noneMatch(text -> text.contains("4242424242424242"))
                .anyMatch(text -> text.contains("/v1/things/sk_test_****"))
                .anyMatch(text -> text.contains("/v1/things/424242******4242"));
    }

    private MockHttpServletResponse call(Caller caller, String method, String path) {
        try {
            return mvc.perform(
                            request(HttpMethod.valueOf(method), path)
                                    .requestAttr(Caller.class.getName(), caller))
                    .andReturn()
                    .getResponse();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Caller caller(Caller.Kind kind, String subject) {
        return new Caller(kind, null, Mode.TEST, Set.of("*"), subject);
    }

    /** Counts what was told before it was asked. */
    @RestController
    static final class Desk {

        final List<Integer> toldBefore = new ArrayList<>();
        private final List<?> told;

        Desk(List<?> told) {
            this.told = told;
        }

        @RequestMapping("/v1/things/{id}")
        String any(@PathVariable String id, HttpMethod method) {
            toldBefore.add(told.size());
            if (method.equals(HttpMethod.DELETE)) {
                throw ProblemException.conflict("thing_gone", id);
            }
            if (method.equals(HttpMethod.PUT)) {
                throw new IllegalStateException(id);
            }
            return id;
        }
    }

    /** Takes all with one answer; without one it refuses, as a producer without a broker does. */
    private static final class Broker extends KafkaTemplate<String, byte[]> {

        final List<ProducerRecord<String, byte[]>> sent = new ArrayList<>();
        @Nullable CompletableFuture<SendResult<String, byte[]>> answer =
                CompletableFuture.completedFuture(null);
        int asked;

        Broker() {
            super(
                    new DefaultKafkaProducerFactory<>(
                            Map.of(), new StringSerializer(), new ByteArraySerializer()));
        }

        @Override
        public CompletableFuture<SendResult<String, byte[]>> send(
                ProducerRecord<String, byte[]> rec) {
            asked++;
            if (answer == null) {
                throw new TimeoutException("no metadata");
            }
            sent.add(rec);
            return answer;
        }

        <T> T as(int index, Class<T> type) {
            return JSON.readValue(sent.get(index).value(), type);
        }
    }
}
