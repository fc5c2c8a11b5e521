package io.tollbridge.operations.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.contracts.Topics;
import io.tollbridge.contracts.channels.ChannelAnswer;
import io.tollbridge.contracts.channels.LateAnswer;
import io.tollbridge.contracts.checkout.CheckoutSessionExpired;
import io.tollbridge.contracts.checkout.CheckoutSessionView;
import io.tollbridge.contracts.ledger.JournalPosted;
import io.tollbridge.contracts.reconciliation.FundingMatched;
import io.tollbridge.contracts.reconciliation.PayoutMatched;
import io.tollbridge.contracts.risk.Assessment;
import io.tollbridge.contracts.risk.AssessmentRequest;
import io.tollbridge.contracts.risk.RiskAssessed;
import io.tollbridge.contracts.settlements.SettlementMatured;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.operations.Told;
import io.tollbridge.operations.story.StoryWrites.Reference;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.event.EventEnvelope;
import io.tollbridge.starter.event.OutgoingEvent;
import io.tollbridge.starter.json.KernelModule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

class StoryReadingTest {

    private final JsonMapper json =
            JsonMapper.builder()
                    .addModule(new KernelModule())
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();
    private final EventCodec codec = new EventCodec(json, "test", "prefix.");
    private final StoryReading reading = new StoryReading(json);
    private final Told told = new Told("x");

    @Test
    void of_a_payment_the_facts_are_kept_in_one_partition_and_its_names_once() {
        var writes = read(told.taken("order-7", "RRN0000001"));

        assertThat(writes.lines()).containsOnlyKeys("pay_x");
        var lines = writes.lines().getOrDefault("pay_x", List.of());
        assertThat(lines)
                .extracting(StoryLine::type)
                .containsExactly("payment.created", "payment.attempt_started", "payment.captured");
        assertThat(lines).extracting(StoryLine::topic).containsOnly(Topics.PAYMENTS);
        var body = new String(lines.getLast().body(), StandardCharsets.UTF_8);
        assertThat(body)
                .contains("succeeded", "att_x_1", "RRN0000001")
                .doesNotContain("description", "blue", "fp_1", "4242");
        assertThat(writes.references())
                .containsExactlyInAnyOrder(
                        new Reference("order", "order-7", "pay_x"),
                        new Reference("channel_reference", "RRN0000001", "pay_x"));
    }

    @Test
    void each_kind_of_event_names_its_payment_in_its_own_way() {
        var assessed =
                new RiskAssessed(
                        new AssessmentRequest(
                                told.payment(),
                                told.attempt(),
                                Told.MERCHANT,
                                Mode.TEST,
                                Told.TEN,
                                Told.card(),
                                null),
                        new Assessment(Assessment.Decision.ALLOW, 1, List.of(), false),
                        Told.NOON);
        var late =
                new LateAnswer(
                        "acquirer",
                        told.attempt(),
                        new ChannelAnswer(
                                ChannelAnswer.Verdict.APPROVED,
                                Told.TEN,
                                "rrn",
                                null,
                                "00",
                                null,
                                null,
                                null));
        var writes =
                read(
                        List.of(
                                Told.event(assessed, "pay_x", "att_x_1", 1),
                                Told.event(late, "att_x_1", "late_att_x_1", 1)));
        assertThat(writes.lines().getOrDefault("pay_x", List.of()))
                .extracting(StoryLine::topic)
                .containsExactly(Topics.RISK, Topics.CHANNEL_OUTCOMES);
    }

    @Test
    void what_concerns_many_payments_is_kept_by_what_they_share() {
        var matured = new SettlementMatured("sb_1", Told.MERCHANT, Mode.TEST, Told.TEN, Told.NOON);
        var paid = new PayoutMatched("po_1", Told.MERCHANT, Told.TEN, "bank", "B2", Told.DAY);
        var funded = new FundingMatched("acquirer", Told.DAY, Told.TEN, "bank", "B1");
        var writes =
                read(
                        List.of(
                                Told.event(matured, "mch_1", "sb_1", 2),
                                Told.event(paid, "bank", "p", 1),
                                Told.event(funded, "bank", "f", 1)));
        assertThat(writes.lines())
                .containsOnlyKeys("batch:sb_1", "payout:po_1", "funding:acquirer:2026-11-22");
    }

    @Test
    void a_session_that_expired_after_a_try_belongs_to_its_payment() {
        var expired = new CheckoutSessionExpired(session(told.payment()));
        var untried = new CheckoutSessionExpired(session(null));
        var writes =
                read(
                        List.of(
                                Told.event(expired, "cs_1", "cs_1", 1),
                                Told.event(untried, "cs_1", "cs_1", 1)));
        assertThat(writes.lines()).containsOnlyKeys("pay_x");
        assertThat(writes.lines().getOrDefault("pay_x", List.of())).hasSize(1);
    }

    private static CheckoutSessionView session(@Nullable PaymentId payment) {
        return new CheckoutSessionView(
                "cs_1",
                "checkout.session",
                Told.MERCHANT,
                false,
                1000,
                "EUR",
                List.of(),
                "expired",
                "unpaid",
                payment,
                null,
                "https://shop.example/",
                "https://shop.example/",
                "en",
                "https://pay.example/pay/cs_1",
                Told.NOON,
                Told.NOON);
    }

    @Test
    void a_journal_about_no_payment_is_passed_over() {
        var journal =
                new JournalPosted(
                        UUID.randomUUID(),
                        "funding",
                        "e",
                        null,
                        null,
                        Told.DAY,
                        "EUR",
                        List.of(),
                        Told.NOON);
        assertThat(read(List.of(Told.event(journal, "k", "j", 1))).lines()).isEmpty();
    }

    @Test
    void an_attempt_id_holds_its_payment_id() {
        assertThat(References.paymentOfAttempt("att_0abc_12")).contains("pay_0abc");
        assertThat(References.paymentOfAttempt("att_a_b_1")).contains("pay_a_b");
        for (String other : List.of("att_1", "att__1", "re_0abc_1", "")) {
            assertThat(References.paymentOfAttempt(other)).as(other).isEmpty();
        }
        assertThat(References.paymentOfAttempt(null)).isEmpty();
    }

    private StoryWrites read(List<OutgoingEvent> events) {
        return reading.read(events.stream().map(this::received).toList());
    }

    private EventEnvelope received(OutgoingEvent event) {
        var sent = codec.encode(event);
        var received =
                new ConsumerRecord<String, byte[]>(sent.topic(), 0, 0, sent.key(), sent.value());
        sent.headers().forEach(received.headers()::add);
        return codec.decode(received);
    }
}
