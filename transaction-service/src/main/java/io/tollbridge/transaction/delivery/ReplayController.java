package io.tollbridge.transaction.delivery;

import io.tollbridge.kernel.IdempotencyKey;
import io.tollbridge.kernel.Ids;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.problem.ProblemException;
import io.tollbridge.transaction.delivery.ReplayPolicy.Wish;
import io.tollbridge.transaction.delivery.WebhookReplay.Range;
import io.tollbridge.transaction.endpoint.EndpointBook;
import io.tollbridge.transaction.endpoint.WebhookEndpoint;
import io.tollbridge.transaction.record.DayScan.Place;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sends again what a receiver has missed. */
@RestController
class ReplayController {

    private final EndpointBook book;
    private final WebhookReplay replay;
    private final BusinessClock clock;

    /**
     * What to send again: one event, or all that happened in a time, oldest first.
     *
     * @param event its id, given alone
     * @param from the first moment; the endpoint's creation when absent
     * @param to no more; now when absent
     * @param undeliveredOnly leaves out what the receiver has accepted
     * @param cursor goes on where an earlier answer with the same times ended
     */
    record Replay(
            @Nullable @Size(max = 200) String event,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Boolean undeliveredOnly,
            @Nullable @Size(max = 500) String cursor) {

        boolean hasRange() {
            return from != null || to != null || undeliveredOnly != null || cursor != null;
        }
    }

    /**
     * What is going out again.
     *
     * @param object always {@code webhook_replay}
     * @param replayed how many messages
     * @param nextCursor there is more: give it back as {@code cursor}
     */
    record ReplayView(
            String object,
            String endpoint,
            int replayed,
            boolean hasMore,
            @Nullable String nextCursor) {}

    ReplayController(EndpointBook book, WebhookReplay replay, BusinessClock clock) {
        this.book = book;
        this.replay = replay;
        this.clock = clock;
    }

    @PostMapping("/v1/webhook_endpoints/{id}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ReplayView replay(
            Caller caller,
            IdempotencyKey key,
            @PathVariable String id,
            @Valid @RequestBody Replay asked) {
        var endpoint =
                book.find(id, caller.merchant(), caller.mode())
                        .orElseThrow(() -> ProblemException.notFound("webhook endpoint", id));
        if (!endpoint.isEnabled()) {
            throw ProblemException.conflict(
                    "endpoint_disabled", id + " is disabled: enable it, then replay");
        }
        String request = Ids.derived(id, "replay", key.value());
        if (asked.event() != null) {
            if (asked.hasRange()) {
                throw ProblemException.badRequest(
                        "invalid_replay", "event", "event: (expected: an event or a time)");
            }
            int count = replay.event(endpoint, asked.event(), new Wish(request, false));
            return new ReplayView("webhook_replay", id, count, false, null);
        }
        return replay(endpoint, asked, request);
    }

    private ReplayView replay(WebhookEndpoint endpoint, Replay asked, String request) {
        Instant from = asked.from() == null ? endpoint.created() : asked.from();
        Instant to = asked.to() == null ? clock.instant() : asked.to();
        if (!from.isBefore(to)) {
            throw ProblemException.badRequest(
                    "invalid_replay", "to", "to: " + to + " (expected: after " + from + ")");
        }
        String filter = Ids.derived(endpoint.id(), "" + asked.from(), "" + asked.to());
        var after = Place.of(asked.cursor(), filter);
        var range = new Range(from.truncatedTo(ChronoUnit.MILLIS), to.plusNanos(999_999), after);
        boolean undeliveredOnly = Boolean.TRUE.equals(asked.undeliveredOnly());
        var done = replay.range(endpoint, range, new Wish(request, undeliveredOnly));
        var next = done.next();
        return new ReplayView(
                "webhook_replay",
                endpoint.id(),
                done.count(),
                next != null,
                next == null ? null : next.cursor(filter));
    }
}
