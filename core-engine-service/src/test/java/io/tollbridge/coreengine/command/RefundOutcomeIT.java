package io.tollbridge.coreengine.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.contracts.channels.ChannelAnswer.Verdict;
import io.tollbridge.contracts.channels.FollowUpOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** A refund that was accepted is owed: nothing but the channel's refusal ends it. */
class RefundOutcomeIT extends PaymentCalls {

    private final String key = key();
    private String payment = "";

    @BeforeEach
    void something_is_paid() {
        payment = tree(post("/v1/payments", key(), payment(1000, true))).path("id").asString();
        channel.heard.clear();
    }

    @Test
    void one_that_never_left_waits_and_goes_out_again_once_that_is_certain() {
        channel.script.add(Verdict.NOT_SENT);
        var answer = refund();
        assertThat(answer.getStatusCode().value()).isEqualTo(202);
        assertThat(tree(answer).path("status").asString()).isEqualTo("pending");
        assertThat(left()).isEqualTo(600);

        String first = tree(answer).path("attempt").asString();
        assertThat(tell(payment, first, Verdict.REVERSED).path("settled").asBoolean()).isTrue();

        assertThat(told(payment, 9))
                .extracting(e -> e.type())
                .containsSubsequence(
                        "refund.created",
                        "payment.attempt_started",
                        "payment.attempt_unknown",
                        "payment.attempt_failed",
                        "payment.attempt_started",
                        "refund.succeeded")
                .doesNotContain("refund.failed");
        assertThat(references()).hasSize(2).doesNotHaveDuplicates().startsWith(first);
        assertThat(left()).isEqualTo(600);
        assertThat(refund().getBody()).isEqualTo(answer.getBody());
    }

    @Test
    void it_is_tried_as_often_as_it_takes_and_fails_when_it_is_refused() {
        channel.script.addAll(List.of(Verdict.UNCLEAR, Verdict.NOT_SENT, Verdict.DECLINED));
        String attempt = tree(refund()).path("attempt").asString();
        tell(payment, attempt, Verdict.REVERSED);
        assertThat(references()).hasSize(2);
        assertThat(left()).isEqualTo(600);
        tell(payment, references().getLast(), Verdict.REVERSED);
        assertThat(references()).hasSize(3);
        assertThat(left()).isEqualTo(1000);
        assertThat(told(payment, 12)).extracting(e -> e.type()).endsWith("refund.failed");
    }

    @Test
    void one_that_the_channel_never_answers_fails_after_the_fifth_time() {
        for (int times = 0; times < 6; times++) {
            channel.script.add(Verdict.UNCLEAR);
        }
        refund();
        for (int times = 1; times <= 5; times++) {
            assertThat(references()).hasSize(times);
            assertThat(left()).isEqualTo(600);
            tell(payment, references().getLast(), Verdict.REVERSED);
        }
        assertThat(references()).hasSize(5);
        assertThat(left()).isEqualTo(1000);
        assertThat(told(payment, 19)).extracting(e -> e.type()).endsWith("refund.failed");
        channel.script.clear();
    }

    @Test
    void a_first_one_that_took_effect_after_all_has_to_be_undone() {
        channel.script.add(Verdict.UNCLEAR);
        String first = tree(refund()).path("attempt").asString();
        tell(payment, first, Verdict.REVERSED);
        var late = tell(payment, first, Verdict.APPROVED);
        assertThat(late.path("reverse").asBoolean()).isTrue();
        assertThat(left()).isEqualTo(600);
    }

    private ResponseEntity<byte[]> refund() {
        return post("/v1/refunds", key, Map.of("payment", payment, "amount", 400));
    }

    /** What may still be refunded. */
    private long left() {
        JsonNode now = tree(get("/v1/payments/" + payment));
        return now.path("amount_received").asLong() - now.path("amount_refunded").asLong();
    }

    /** The attempts that the channel has heard of. */
    private List<String> references() {
        return channel.heard.stream()
                .map(FollowUpOrder.class::cast)
                .map(order -> order.reference().value())
                .toList();
    }
}
