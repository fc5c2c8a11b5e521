package io.tollbridge.accounting.booking;

import io.tollbridge.accounting.balance.Balances;
import io.tollbridge.accounting.booking.Bookkeeper.Happened;
import io.tollbridge.accounting.posting.Place;
import io.tollbridge.accounting.posting.Posting;
import io.tollbridge.accounting.posting.PostingRules;
import io.tollbridge.accounting.posting.PostingStore;
import io.tollbridge.accounting.seal.PlaceIndex;
import io.tollbridge.contracts.ledger.JournalPosted;
import io.tollbridge.contracts.ledger.PostingLine;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.event.EventEnvelope;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.event.EventSubscription;
import io.tollbridge.starter.event.OutgoingEvent;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the ledger reads from Kafka and what it tells. */
@Configuration(proxyBeanMethods = false)
class BookingListener {

    private static final Map<String, Class<?>> TYPES =
            PostingRules.BOOKED.stream()
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    type -> EventCodec.typeOf(type).value(), Function.identity()));

    @Bean
    Bookkeeper bookkeeper(
            @Value("${tollbridge.mode}") String mode,
            PostingStore store,
            PlaceIndex index,
            EventPublisher publisher,
            Balances balances) {
        return new Bookkeeper(
                Mode.ofWire(mode),
                store,
                index,
                postings ->
                        publisher.publish(
                                postings.stream().map(BookingListener::announcement).toList()),
                balances);
    }

    @Bean
    EventSubscription bookings(Bookkeeper bookkeeper) {
        return new EventSubscription(
                        "accounting",
                        PostingRules.BOOKED,
                        batch ->
                                bookkeeper.book(
                                        batch.stream().map(BookingListener::happened).toList()))
                .keepingSeen();
    }

    private static Happened happened(EventEnvelope event) {
        Class<?> type = TYPES.get(event.type());
        if (type == null) {
            throw new IllegalArgumentException(
                    "event: " + event + " (expected: one that was subscribed to)");
        }
        var place = new Place(event.topic(), event.partition(), event.offset());
        var counted = event.isLate() ? place.late() : place;
        return new Happened(event.as(type), new Posting.Source(event.id(), counted, event.at()));
    }

    static OutgoingEvent announcement(Posting posting) {
        var journal = posting.journal();
        MerchantId merchant = posting.merchant();
        var event =
                new JournalPosted(
                        posting.id(),
                        journal.rule().wire(),
                        posting.source().eventId(),
                        merchant,
                        posting.payment(),
                        posting.period(),
                        journal.currency().code(),
                        journal.lines().stream()
                                .map(line ->
                                        new PostingLine(
                                                line.account().toString(),
                                                line.side().wire(),
                                                line.amount()))
                                .toList(),
                        posting.source().at());
        return new OutgoingEvent(
                event,
                merchant == null ? posting.id().toString() : merchant.value(),
                posting.id() + ":1",
                1,
                posting.source().at());
    }
}
