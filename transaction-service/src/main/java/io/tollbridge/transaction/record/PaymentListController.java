package io.tollbridge.transaction.record;

import io.tollbridge.kernel.Ids;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.list.Limit;
import io.tollbridge.starter.list.ListView;
import io.tollbridge.starter.list.ShortList;
import io.tollbridge.transaction.record.CassandraRecordReader.PaymentListed;
import io.tollbridge.transaction.record.DayScan.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A merchant's payments, newest first. */
@RestController
class PaymentListController {

    private static final String URL = "/v1/payments";

    private final CassandraRecordReader reader;
    private final BusinessClock clock;
    private final JsonMapper json;

    /** What to list. Times are inclusive. */
    record Query(
            @Nullable String status,
            @BindParam("created_from") @Nullable Instant createdFrom,
            @BindParam("created_to") @Nullable Instant createdTo,
            @BindParam("merchant_reference") @Nullable String merchantReference,
            @Nullable Integer limit,
            @Nullable String cursor) {

        /** Two pages belong together when they filter alike. */
        String filter() {
            return Ids.derived(
                    String.valueOf(status), String.valueOf(createdFrom), String.valueOf(createdTo));
        }

        boolean wants(String statusFound) {
            return status == null || status.equals(statusFound);
        }
    }

    PaymentListController(CassandraRecordReader reader, BusinessClock clock, JsonMapper json) {
        this.reader = reader;
        this.clock = clock;
        this.json = json;
    }

    @GetMapping(URL)
    ListView<JsonNode> list(Caller caller, @ParameterObject @ModelAttribute Query query) {
        if (query.merchantReference() != null) {
            return byReference(caller, query, query.merchantReference());
        }
        int limit = Limit.of(query.limit());
        Instant newest =
                query.createdTo() == null
                        ? clock.instant().plus(Duration.ofDays(1))
                        : query.createdTo();
        Instant oldest = query.createdFrom() == null ? Instant.EPOCH : query.createdFrom();
        Place after = Place.of(query.cursor(), query.filter());
        Instant start = after == null ? newest : after.at();
        var scan =
                new DayScan<PaymentListed>(
                        row -> new Place(row.created(), row.paymentId()),
                        (day, from) ->
                                reader.payments(
                                        caller.merchant(), caller.mode(), day, from, oldest),
                        row -> query.wants(row.status()));
        var days =
                reader.days(
                        caller.merchant(),
                        caller.mode(),
                        RecordedEvent.day(start),
                        RecordedEvent.day(oldest));
        var page = scan.page(days, newest, after, limit);
        var next = page.next();
        return ListView.of(
                URL,
                page.rows().stream().map(row -> payment(row.body())).toList(),
                next == null ? null : next.cursor(query.filter()));
    }

    /** An order number has one payment, or very few: they are read one by one. */
    private ListView<JsonNode> byReference(Caller caller, Query query, String reference) {
        var payments =
                reader.paymentsByReference(caller.merchant(), caller.mode(), reference).stream()
                        .map(reader::timeline)
                        .flatMap(Collection::stream)
                        .collect(
                                Collectors.toMap(
                                        TimelineRow::objectId,
                                        row -> row,
                                        (a, b) -> a.sequence() > b.sequence() ? a : b))
                        .values()
                        .stream()
                        .map(row -> payment(row.body()))
                        .filter(one -> query.wants(one.path("status").asString("")))
                        .filter(one -> isWithin(query, created(one)));
        return new ShortList<>(
                        URL,
                        Ids.derived(query.filter(), reference),
                        PaymentListController::place,
                        Comparator.reverseOrder())
                .page(payments, query.cursor(), query.limit());
    }

    private static String place(JsonNode payment) {
        return "%019d %s".formatted(created(payment).toEpochMilli(), payment.path("id").asString());
    }

    private static Instant created(JsonNode payment) {
        return Instant.parse(payment.path("created").asString());
    }

    private static boolean isWithin(Query query, Instant created) {
        return (query.createdFrom() == null || !created.isBefore(query.createdFrom()))
                && (query.createdTo() == null || !created.isAfter(query.createdTo()));
    }

    private JsonNode payment(byte[] event) {
        return json.readTree(event).path("payment");
    }
}
