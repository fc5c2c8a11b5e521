package io.tollbridge.transaction.delivery;

import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.transaction.delivery.WebhookJob.Target;
import io.tollbridge.transaction.endpoint.EndpointBook;
import io.tollbridge.transaction.record.RecordedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Puts events into the lanes of those who listen. */
@Component
public class WebhookDispatcher {

    /** As long as the tables know what was told. */
    private static final Duration MEMORY = Duration.ofDays(90);

    private final EndpointBook book;
    private final WebhookLanes lanes;
    private final BusinessClock clock;

    WebhookDispatcher(EndpointBook book, WebhookLanes lanes, BusinessClock clock) {
        this.book = book;
        this.lanes = lanes;
        this.clock = clock;
    }

    /**
     * Makes jobs of events that somebody listens to; they are durable when this returns. An event
     * that comes again, however late, makes no other job than the first time, and one that is so
     * old that this cannot be told makes none.
     */
    public void tell(List<RecordedEvent> events) {
        Map<String, Map<Target, List<WebhookJob>>> byEndpoint = new LinkedHashMap<>();
        Instant oldest = clock.instant().minus(MEMORY);
        book.catchUp(); // another instance may have made an endpoint a moment ago
        for (RecordedEvent event : events) {
            String type = event.publicType();
            if (type == null || event.at().isBefore(oldest)) {
                continue;
            }
            for (var endpoint :
                    book.listeners(event.merchantId(), event.mode(), type, event.at())) {
                var job = WebhookJob.first(endpoint.id(), event, type);
                byEndpoint
                        .computeIfAbsent(endpoint.id(), _ -> new LinkedHashMap<>())
                        .computeIfAbsent(job.target(), _ -> new ArrayList<>())
                        .add(job);
            }
        }
        byEndpoint.forEach(lanes::add);
    }
}
