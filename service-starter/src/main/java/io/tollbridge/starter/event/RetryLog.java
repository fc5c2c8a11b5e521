package io.tollbridge.starter.event;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.RetryListener;

/** Says that events wait because their effects fail: a consumer that stands still is seen. */
final class RetryLog implements RetryListener {

    private static final Logger log = LoggerFactory.getLogger(RetryLog.class);

    private final String group;

    RetryLog(String group) {
        this.group = group;
    }

    @Override
    public void failedDelivery(ConsumerRecord<?, ?> rec, @Nullable Exception failure, int attempt) {
        tell(1, failure, attempt);
    }

    @Override
    public void failedDelivery(
            ConsumerRecords<?, ?> records, @Nullable Exception failure, int attempt) {
        tell(records.count(), failure, attempt);
    }

    private void tell(int records, @Nullable Exception failure, int attempt) {
        log.atWarn()
                .addKeyValue("event.group", group)
                .addKeyValue("event.count", records)
                .addKeyValue("event.attempt", attempt)
                .addKeyValue("event.trouble", Trouble.isIn(failure)) // then nothing is parked
                .setCause(failure)
                .log("events.batch_failed");
    }
}
