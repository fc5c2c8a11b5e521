package io.tollbridge.operations.story;

import io.tollbridge.starter.event.EventSubscription;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Follows everything that is told about payments. */
@Component
class StoryListener {

    private final StoryReading reading;
    private final CassandraStoryStore store;

    StoryListener(StoryReading reading, CassandraStoryStore store) {
        this.reading = reading;
        this.store = store;
    }

    @Bean
    EventSubscription stories() {
        return new EventSubscription(
                "operations-story", StoryReading.TYPES, batch -> store.write(reading.read(batch)));
    }
}
