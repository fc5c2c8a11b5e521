package io.tollbridge.transaction.delivery;

import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.list.Limit;
import io.tollbridge.starter.list.ListView;
import io.tollbridge.starter.problem.ProblemException;
import io.tollbridge.transaction.delivery.CassandraAttemptStore.Attempt;
import io.tollbridge.transaction.endpoint.EndpointBook;
import io.tollbridge.transaction.record.DayScan;
import io.tollbridge.transaction.record.DayScan.Place;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was sent to an endpoint and how it went, newest first. */
@RestController
class DeliveryController {

    private final EndpointBook book;
    private final CassandraAttemptStore attempts;
    private final BusinessClock clock;

    /**
     * One attempt.
     *
     * @param object always {@code webhook_delivery}
     * @param outcome {@code delivered, failed, exhausted, disabled}
     * @param httpStatus 0 when there was no answer
     * @param answer its first {@value DeliveryPolicy#ANSWER_BYTES} bytes, absent when it was empty
     */
    record DeliveryView(
            String object,
            String event,
            String type,
            int attempt,
            String outcome,
            int httpStatus,
            @Nullable String error,
            long durationMillis,
            Instant at,
            @Nullable Instant nextAttemptAt,
            RequestView request,
            @Nullable String answer) {

        static DeliveryView from(Attempt attempt) {
            var exchange = attempt.exchange();
            return new DeliveryView(
                    "webhook_delivery",
                    attempt.eventId(),
                    attempt.type(),
                    attempt.attempt(),
                    attempt.outcome(),
                    exchange.answer().httpStatus(),
                    exchange.answer().error(),
                    exchange.durationMillis(),
                    attempt.at(),
                    attempt.nextAt(),
                    new RequestView(
                            exchange.url(), exchange.headers(), "/v1/events/" + attempt.eventId()),
                    exchange.answer().body());
        }
    }

    /**
     * What was sent.
     *
     * @param headers without the signature
     * @param body where the event that was the body can be fetched
     */
    record RequestView(String url, Map<String, String> headers, String body) {}

    DeliveryController(EndpointBook book, CassandraAttemptStore attempts, BusinessClock clock) {
        this.book = book;
        this.attempts = attempts;
        this.clock = clock;
    }

    @GetMapping("/v1/webhook_endpoints/{id}/deliveries")
    ListView<DeliveryView> list(
            Caller caller,
            @PathVariable String id,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        var endpoint =
                book.find(id, caller.merchant(), caller.mode())
                        .orElseThrow(() -> ProblemException.notFound("webhook endpoint", id));
        Place after = Place.of(cursor, id);
        Instant newest = clock.instant().plusSeconds(60);
        LocalDate first = day(after == null ? newest : after.at());
        LocalDate last = day(endpoint.created());
        var days = Stream.iterate(first, one -> !one.isBefore(last), one -> one.minusDays(1));
        var scan =
                new DayScan<Attempt>(
                        DeliveryController::place,
                        (date, from) -> attempts.read(id, date, from),
                        _ -> true);
        var page = scan.page(days, newest, after, Limit.of(limit));
        var next = page.next();
        return ListView.of(
                "/v1/webhook_endpoints/" + id + "/deliveries",
                page.rows().stream().map(DeliveryView::from).toList(),
                next == null ? null : next.cursor(id));
    }

    private static Place place(Attempt one) {
        return new Place(one.at(), "%s %09d".formatted(one.eventId(), one.attempt()));
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
