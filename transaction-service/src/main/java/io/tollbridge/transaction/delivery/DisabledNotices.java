package io.tollbridge.transaction.delivery;

import io.tollbridge.contracts.webhooks.DisabledEndpoint;
import io.tollbridge.contracts.webhooks.WebhookEndpointDisabled;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.event.OutgoingEvent;
import io.tollbridge.transaction.endpoint.EndpointBook;
import io.tollbridge.transaction.endpoint.WebhookEndpoint;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells that endpoints were switched off. What is still to be told stands in the endpoint itself,
 * since it was switched off; an event that is published twice has the same id and place.
 */
@Component
class DisabledNotices {

    private final EndpointBook book;
    private final EventPublisher publisher;
    private final ReentrantLock running = new ReentrantLock();

    DisabledNotices(EndpointBook book, EventPublisher publisher) {
        this.book = book;
        this.publisher = publisher;
    }

    /** At a fixed rate: a broker that is away must not hold up others' turns. One run at a time. */
    @Scheduled(fixedRate = 2000)
    void tell() {
        if (!running.tryLock()) {
            return;
        }
        try {
            book.untold()
                    .forEach((endpoint, at) -> {
                        publisher.publish(List.of(event(endpoint, at)));
                        book.told(endpoint.id(), at);
                    });
        } finally {
            running.unlock();
        }
    }

    /** Its place is the time: an endpoint can be switched off again. */
    private static OutgoingEvent event(WebhookEndpoint endpoint, Instant at) {
        long sequence = at.toEpochMilli();
        var notice =
                new DisabledEndpoint(
                        endpoint.id(),
                        "webhook_endpoint",
                        endpoint.url(),
                        endpoint.merchantId(),
                        endpoint.mode().isLive(),
                        endpoint.status(),
                        endpoint.disabledReason(),
                        at);
        return new OutgoingEvent(
                new WebhookEndpointDisabled(notice),
                endpoint.id(),
                endpoint.id() + ":" + sequence,
                sequence,
                at);
    }
}
