package io.tollbridge.transaction.delivery;

import io.tollbridge.starter.problem.ProblemException;
import io.tollbridge.transaction.delivery.ReplayPolicy.Wish;
import io.tollbridge.transaction.delivery.WebhookJob.Target;
import io.tollbridge.transaction.endpoint.WebhookEndpoint;
import io.tollbridge.transaction.record.CassandraRecordReader;
import io.tollbridge.transaction.record.CassandraRecordReader.EventListed;
import io.tollbridge.transaction.record.DayScan.Place;
import io.tollbridge.transaction.record.PublicEvents;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what is to be sent again and puts it into the endpoint's lane. */
@Component
class WebhookReplay {

    /** How many events one request looks at; the answer says where to go on. */
    static final int MOST_EVENTS = 1000;

    private final PublicEvents events;
    private final CassandraRecordReader reader;
    private final WebhookLanes lanes;

    /**
     * A time, and where in it to begin.
     *
     * @param after the last event that was seen; null for the beginning
     */
    record Range(Instant from, Instant before, @Nullable Place after) {}

    /** How many go out, and the place to go on from when there may be more. */
    record Done(int count, @Nullable Place next) {}

    WebhookReplay(PublicEvents events, CassandraRecordReader reader, WebhookLanes lanes) {
        this.events = events;
        this.reader = reader;
        this.lanes = lanes;
    }

    /** Sends one event again; refused when it is not the merchant's or the endpoint's to hear. */
    int event(WebhookEndpoint endpoint, String id, Wish wish) {
        var found = events.find(id, endpoint.merchantId(), endpoint.mode());
        if (found.isEmpty()) {
            throw ProblemException.notFound("event", id).with("param", "event");
        }
        var wanted = found.stream().filter(one -> endpoint.wants(one.type())).toList();
        if (wanted.isEmpty()) {
            throw ProblemException.unprocessable(
                    "event_not_enabled",
                    "event",
                    "event: "
                            + found.getFirst().type()
                            + " (expected: one of the endpoint's enabled_events)");
        }
        return send(endpoint, wanted.stream().map(PublicEvents.PublicEvent::listed).toList(), wish);
    }

    /** Sends again what happened in a time: oldest first, so that an object's order holds. */
    Done range(WebhookEndpoint endpoint, Range range, Wish wish) {
        var after = range.after();
        var found =
                reader.eventsForward(
                                endpoint.merchantId(),
                                endpoint.mode(),
                                after == null ? range.from() : after.at(),
                                range.before())
                        .dropWhile(one -> after != null && one.place().compareTo(after) <= 0)
                        .limit(MOST_EVENTS + 1L)
                        .toList();
        boolean isAll = found.size() <= MOST_EVENTS;
        var page = isAll ? found : found.subList(0, MOST_EVENTS);
        var wanted = page.stream().filter(one -> endpoint.wants(one.type())).toList();
        return new Done(send(endpoint, wanted, wish), isAll ? null : page.getLast().place());
    }

    private int send(WebhookEndpoint endpoint, List<EventListed> again, Wish wish) {
        Map<Target, List<WebhookJob>> byTarget =
                again.stream()
                        .map(event -> WebhookJob.first(endpoint.id(), event))
                        .collect(
                                Collectors.groupingBy(
                                        WebhookJob::target,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        return lanes.replay(endpoint.id(), byTarget, wish);
    }
}
