package io.tollbridge.transaction.delivery;

import io.tollbridge.kernel.IdempotencyKey;
import io.tollbridge.kernel.Ids;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.problem.ProblemException;
import io.tollbridge.transaction.delivery.CassandraAttemptStore.Attempt;
import io.tollbridge.transaction.delivery.DeliveryPolicy.Answer;
import io.tollbridge.transaction.endpoint.EndpointBook;
import io.tollbridge.transaction.endpoint.WebhookEndpoint;
import io.tollbridge.transaction.record.PublicEvents;
import io.tollbridge.transaction.record.PublicEvents.PublicEvent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Sends an event that did not happen, signed like one that did, and tells how the receiver
 * answered. It is sent once, whatever the endpoint listens to and even when it is disabled, so that
 * it can be tried before it is switched on.
 */
@RestController
class TestEventController {

    private static final String TYPE = "webhook_endpoint.test";

    private final EndpointBook book;
    private final WebhookSender sender;
    private final PublicEvents events;
    private final CassandraAttemptStore attempts;
    private final BusinessClock clock;

    /** The event's type; {@value TestEventController#TYPE} when absent. */
    record TestEvent(@Nullable @Pattern(regexp = "[a-z_]{1,50}\\.[a-z_.]{1,50}") String type) {}

    /**
     * How the receiver answered.
     *
     * @param object always {@code webhook_test}
     * @param event the id in the event, which can be fetched nowhere
     * @param httpStatus 0 when there was no answer
     * @param error why there was none
     * @param answer the first {@value DeliveryPolicy#ANSWER_BYTES} bytes
     */
    record TestView(
            String object,
            String endpoint,
            String event,
            String type,
            boolean delivered,
            int httpStatus,
            @Nullable String error,
            @Nullable String answer,
            long durationMillis) {}

    TestEventController(
            EndpointBook book,
            WebhookSender sender,
            PublicEvents events,
            CassandraAttemptStore attempts,
            BusinessClock clock) {
        this.book = book;
        this.sender = sender;
        this.events = events;
        this.attempts = attempts;
        this.clock = clock;
    }

    @PostMapping("/v1/webhook_endpoints/{id}/test")
    TestView test(
            Caller caller,
            IdempotencyKey key,
            @PathVariable String id,
            @Valid @RequestBody(required = false) @Nullable TestEvent asked) {
        var endpoint =
                book.find(id, caller.merchant(), caller.mode())
                        .orElseThrow(() -> ProblemException.notFound("webhook endpoint", id));
        String type = asked == null || asked.type() == null ? TYPE : asked.type();
        String eventId = "evt_test_" + Ids.derived(id, key.value());
        return send(endpoint, events.test(endpoint.merchantId(), endpoint.mode(), eventId, type));
    }

    private TestView send(WebhookEndpoint endpoint, PublicEvent event) {
        String messageId = "msg_" + Ids.derived(event.id(), endpoint.id());
        var exchange = sender.send(endpoint, messageId, events.bytes(event, endpoint.apiVersion()));
        Answer answer = exchange.answer();
        String outcome = answer.isSuccess() ? WebhookJob.DELIVERED : "failed";
        attempts.add(
                new Attempt(
                        endpoint.id(),
                        clock.instant(),
                        event.id(),
                        1,
                        event.type(),
                        outcome,
                        exchange,
                        null));
        return new TestView(
                "webhook_test",
                endpoint.id(),
                event.id(),
                event.type(),
                answer.isSuccess(),
                answer.httpStatus(),
                answer.error(),
                answer.body(),
                exchange.durationMillis());
    }
}
