package io.tollbridge.starter.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.contracts.operations.ClockAdvanced;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import tools.jackson.databind.json.JsonMapper;

/** The trace of the request that caused an event is that of the lines that tell of it. */
class EventTraceTest {

    private static final String FIRST = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String SECOND = "00-1bf7651916cd43dd8448eb211c80319c-c7ad6b7169203331-01";

    private final EventCodec codec = new EventCodec(JsonMapper.builder().build(), "test", "");

    @Test
    void a_trace_goes_through_the_topic() {
        assertThat(event("pay_1", FIRST).traceparent()).isEqualTo(FIRST);
        assertThat(event("pay_1", null).traceparent()).isNull();
    }

    @Test
    void work_on_an_event_carries_its_trace_and_its_payment() {
        try (var _ = event("pay_1", FIRST).logContext()) {
            assertThat(MDC.getCopyOfContextMap())
                    .containsEntry("traceId", "0af7651916cd43dd8448eb211c80319c")
                    .containsEntry("payment.id", "pay_1");
        }
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }

    @Test
    void a_batch_carries_the_trace_that_all_of_it_has() {
        var seen = new ArrayList<@Nullable String>();
        var subscription =
                new EventSubscription(
                        "test", Set.of(ClockAdvanced.class), _ -> seen.add(MDC.get("traceId")));
        EventIntake.handle(subscription, List.of(event("pay_1", FIRST), event("pay_2", FIRST)));
        EventIntake.handle(subscription, List.of(event("pay_1", FIRST), event("pay_2", SECOND)));
        assertThat(seen).containsExactly("0af7651916cd43dd8448eb211c80319c", null);
    }

    private EventEnvelope event(String key, @Nullable String traceparent) {
        var type = EventCodec.typeOf(ClockAdvanced.class);
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        var out = new OutgoingEvent(Map.of(), key, key + ":1", 1, Instant.EPOCH);
        var sent = codec.encode(type, body, out, traceparent);
        return codec.decode(
                new ConsumerRecord<>(
                        sent.topic(),
                        0,
                        0,
                        0,
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        sent.key(),
                        sent.value(),
                        sent.headers(),
                        Optional.empty()));
    }
}
