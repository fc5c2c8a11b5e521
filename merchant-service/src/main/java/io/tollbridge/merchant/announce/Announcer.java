package io.tollbridge.merchant.announce;

import static java.util.stream.Collectors.toMap;

import io.tollbridge.merchant.announce.CassandraAnnouncementStore.Marker;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.event.OutgoingEvent;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Marks, and after the change publishes. A caller never waits for Kafka. */
@Component
public class Announcer {

    private static final Logger log = LoggerFactory.getLogger(Announcer.class);

    private final CassandraAnnouncementStore store;
    private final EventPublisher publisher;
    private final ObjectProvider<AnnouncementSource> sources;
    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();

    Announcer(
            CassandraAnnouncementStore store,
            EventPublisher publisher,
            ObjectProvider<AnnouncementSource> sources) {
        this.store = store;
        this.publisher = publisher;
        this.sources = sources;
    }

    /** A change that was marked and is to be announced once it is written. */
    public final class Pending {
        private final Marker marker;

        private Pending(Marker marker) {
            this.marker = marker;
        }

        /** The change is written: publish it, soon. */
        public void announce() {
            background.execute(() -> announceNow(marker));
        }
    }

    /** To be called before the change is written. */
    public Pending mark(String kind, String id) {
        return new Pending(store.mark(kind + ":" + id));
    }

    private void announceNow(Marker marker) {
        try {
            publishCurrent(marker.subject());
            store.clear(marker);
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("subject", marker.subject())
                    .setCause(e)
                    .log("announcement.postponed"); // the marker stays: the sweeper comes by
        }
    }

    /** Publishes until what was published last is what there is. */
    void publishCurrent(String subject) {
        int colon = subject.indexOf(':');
        String id = subject.substring(colon + 1);
        AnnouncementSource source = byKind().get(subject.substring(0, colon));
        if (source == null) {
            throw new IllegalStateException("announcement: nobody speaks for " + subject);
        }
        Optional<OutgoingEvent> said = Optional.empty();
        Optional<OutgoingEvent> current = source.current(id);
        while (current.isPresent()
                && !current.map(OutgoingEvent::id).equals(said.map(OutgoingEvent::id))) {
            publisher.publish(List.of(current.get()));
            said = current;
            current = source.current(id);
        }
    }

    private Map<String, AnnouncementSource> byKind() {
        return sources.stream().collect(toMap(AnnouncementSource::kind, Function.identity()));
    }

    @PreDestroy
    void finish() {
        background.close();
    }
}
