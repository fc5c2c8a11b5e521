package io.tollbridge.transaction.record;

import io.tollbridge.kernel.Ids;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.list.Limit;
import io.tollbridge.starter.list.ListView;
import io.tollbridge.starter.problem.ProblemException;
import io.tollbridge.transaction.record.CassandraRecordReader.EventListed;
import io.tollbridge.transaction.record.DayScan.Place;
import io.tollbridge.transaction.record.PublicEvents.PublicEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The feed of a merchant's events, newest first: what webhooks tell, to be fetched. */
@RestController
class EventController {

    private static final String URL = "/v1/events";

    private final CassandraRecordReader reader;
    private final PublicEvents events;
    private final BusinessClock clock;

    EventController(CassandraRecordReader reader, PublicEvents events, BusinessClock clock) {
        this.reader = reader;
        this.events = events;
        this.clock = clock;
    }

    @GetMapping(URL)
    ListView<PublicEvent> list(
            Caller caller,
            @RequestParam @Nullable String type,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        String filter = Ids.derived("events", String.valueOf(type));
        Place after = Place.of(cursor, filter);
        Instant newest = clock.instant().plus(Duration.ofDays(1));
        var scan =
                new DayScan<EventListed>(
                        EventListed::place,
                        (day, from) ->
                                reader.events(
                                        caller.merchant(), caller.mode(), day, from, Instant.EPOCH),
                        row -> type == null || type.equals(row.type()));
        var days =
                reader.days(
                        caller.merchant(),
                        caller.mode(),
                        RecordedEvent.day(after == null ? newest : after.at()),
                        RecordedEvent.day(Instant.EPOCH));
        var page = scan.page(days, newest, after, Limit.of(limit));
        var data =
                page.rows().stream()
                        .map(row -> events.find(row.objectId(), row.sequence(), row.type()))
                        .flatMap(Optional::stream)
                        .toList();
        var next = page.next();
        return ListView.of(URL, data, next == null ? null : next.cursor(filter));
    }

    @GetMapping(URL + "/{id}")
    PublicEvent read(Caller caller, @PathVariable String id) {
        return events.find(id, caller.merchant(), caller.mode()).stream()
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("event", id));
    }
}
