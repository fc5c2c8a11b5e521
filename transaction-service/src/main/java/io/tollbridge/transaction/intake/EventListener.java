package io.tollbridge.transaction.intake;

import io.tollbridge.starter.event.EventEnvelope;
import io.tollbridge.starter.event.EventSubscription;
import io.tollbridge.transaction.delivery.WebhookDispatcher;
import io.tollbridge.transaction.record.CassandraRecordStore;
import io.tollbridge.transaction.record.RecordedEvent;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Reads what is recorded. */
@Component
class EventListener {

    private final CassandraRecordStore record;
    private final WebhookDispatcher webhooks;

    EventListener(CassandraRecordStore record, WebhookDispatcher webhooks) {
        this.record = record;
        this.webhooks = webhooks;
    }

    @Bean
    EventSubscription recorded(@Value("${tollbridge.transaction.group}") String group) {
        return new EventSubscription(group, EventReading.types(), this::handle).keepingSeen();
    }

    private void handle(List<EventEnvelope> batch) {
        var events = batch.stream().map(EventListener::read).toList();
        record.write(events);
        webhooks.tell(events);
    }

    private static RecordedEvent read(EventEnvelope event) {
        try (var _ = event.logContext()) {
            return EventReading.read(event);
        }
    }
}
