package io.tollbridge.transaction.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.transaction.delivery.CassandraAttemptStore.Attempt;
import io.tollbridge.transaction.delivery.DeliveryPolicy.Answer;
import io.tollbridge.transaction.delivery.DeliveryPolicy.Next;
import io.tollbridge.transaction.delivery.WebhookSender.Exchange;
import io.tollbridge.transaction.endpoint.EndpointBook;
import io.tollbridge.transaction.endpoint.WebhookEndpoint;
import io.tollbridge.transaction.record.PublicEvents;
import io.tollbridge.transaction.record.PublicEvents.PublicEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One attempt at one job: renders, sends, and writes down what came of it. */
@Component
class WebhookCall {

    private static final Logger log = LoggerFactory.getLogger(WebhookCall.class);

    private static final Duration UNTIL_RECORDED = Duration.ofSeconds(30);

    private final EndpointBook book;
    private final PublicEvents events;
    private final WebhookSender sender;
    private final CassandraDeliveryStore store;
    private final CassandraAttemptStore attempts;
    private final BusinessClock clock;
    private final MeterRegistry meters;

    WebhookCall(
            EndpointBook book,
            PublicEvents events,
            WebhookSender sender,
            CassandraDeliveryStore store,
            CassandraAttemptStore attempts,
            BusinessClock clock,
            MeterRegistry meters) {
        this.book = book;
        this.events = events;
        this.sender = sender;
        this.store = store;
        this.attempts = attempts;
        this.clock = clock;
        this.meters = meters;
    }

    /** The job to try again later; empty when it is finished one way or another. */
    Optional<WebhookJob> make(WebhookJob job) {
        var endpoint = endpoint(job);
        if (endpoint.isEmpty()) {
            store.finish(job, "disabled");
            return Optional.empty();
        }
        var event = events.find(job.objectId(), job.sequence(), job.type());
        if (event.isEmpty()) { // the record is being rebuilt
            log.atWarn().addKeyValue("webhook.event", job.eventId()).log("webhook.not_recorded");
            return Optional.of(job.postponed(clock.instant().plus(UNTIL_RECORDED)));
        }
        return call(job, endpoint.get(), event.get());
    }

    /** Empty when it is gone or switched off, and not only unknown to this instance yet. */
    private Optional<WebhookEndpoint> endpoint(WebhookJob job) {
        var known = book.find(job.endpointId()).filter(WebhookEndpoint::isEnabled);
        if (known.isPresent()) {
            return known;
        }
        book.catchUp();
        return book.find(job.endpointId()).filter(WebhookEndpoint::isEnabled);
    }

    private Optional<WebhookJob> call(WebhookJob job, WebhookEndpoint endpoint, PublicEvent event) {
        byte[] body = events.bytes(event, endpoint.apiVersion());
        var exchange = sender.send(endpoint, job.messageId(), body);
        Answer answer = exchange.answer();
        Instant now = clock.instant();
        Next next = DeliveryPolicy.after(job.attempts() + 1, answer, now, job.messageId());
        if (next instanceof Next.Disable && !disable(endpoint, WebhookEndpoint.GONE)) {
            next = new Next.RetryAt(now); // it has been repaired since
        }
        var again = record(job, exchange, next);
        if (next instanceof Next.Exhausted && isFailing(endpoint, now)) {
            disable(endpoint, WebhookEndpoint.FAILING);
        }
        return again;
    }

    private boolean isFailing(WebhookEndpoint endpoint, Instant now) {
        Instant since = now.minus(DeliveryPolicy.FAILING);
        return DeliveryPolicy.isFailing(
                endpoint.onSince(),
                attempts.lastDelivered(endpoint.id(), since, now).orElse(null),
                now);
    }

    /** False when the endpoint has been repaired since. */
    private boolean disable(WebhookEndpoint endpoint, String reason) {
        boolean applied = book.disable(endpoint, reason, clock.instant());
        if (applied) {
            meters.counter("webhooks.endpoints.disabled", "reason", reason).increment();
            log.atWarn()
                    .addKeyValue("webhook.endpoint", endpoint.id())
                    .addKeyValue("merchant.id", endpoint.merchantId().value())
                    .addKeyValue("webhook.disabled_reason", reason)
                    .log("webhook.endpoint_disabled");
        }
        return applied;
    }

    private Optional<WebhookJob> record(WebhookJob job, Exchange exchange, Next next) {
        var again = next instanceof Next.RetryAt(var at) ? job.tried(at) : null;
        String outcome =
                switch (next) {
                    case Next.Delivered _ -> WebhookJob.DELIVERED;
                    case Next.RetryAt _ -> "failed";
                    case Next.Exhausted _ -> "exhausted";
                    case Next.Disable _ -> "disabled";
                };
        if (again == null) {
            store.finish(job.tried(job.dueAt()), outcome);
        } else {
            store.retryLater(again);
        }
        attempts.add(attempt(job, exchange, outcome, again));
        meters.counter("webhooks.attempts", "outcome", outcome).increment();
        if (!(next instanceof Next.Delivered)) {
            log.atInfo()
                    .addKeyValue("webhook.endpoint", job.endpointId())
                    .addKeyValue("webhook.event", job.eventId())
                    .addKeyValue("webhook.attempt", job.attempts() + 1)
                    .addKeyValue("http.status", exchange.answer().httpStatus())
                    .log("webhook." + outcome);
        }
        return Optional.ofNullable(again);
    }

    private Attempt attempt(
            WebhookJob job, Exchange exchange, String outcome, @Nullable WebhookJob again) {
        return new Attempt(
                job.endpointId(),
                clock.instant(),
                job.eventId(),
                job.attempts() + 1,
                job.type(),
                outcome,
                exchange,
                again == null ? null : again.dueAt());
    }
}
