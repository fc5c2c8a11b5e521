package io.tollbridge.transaction.record;

import io.tollbridge.contracts.ApiVersion;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.transaction.record.CassandraRecordReader.EventListed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Events as merchants get them, from the feed or by webhook: the same text both ways. */
@Component
public class PublicEvents {

    private static final String ID = "evt_.+_[0-9]{1,18}";

    private final CassandraRecordReader reader;
    private final BusinessClock clock;
    private final JsonMapper json;

    /**
     * An event for merchants.
     *
     * @param object always {@code event}
     * @param account the merchant
     * @param sequence grows along the events of one object, not without gaps
     * @param test true when nothing of it has happened; else absent
     */
    public record PublicEvent(
            String id,
            String object,
            String type,
            Instant timestamp,
            String apiVersion,
            boolean livemode,
            MerchantId account,
            long sequence,
            @Nullable Boolean test,
            Data data) {

        /**
         * As told in a version of the API. There is one so far, so nothing but its name differs.
         */
        PublicEvent in(ApiVersion version) {
            return new PublicEvent(
                    id,
                    object,
                    type,
                    timestamp,
                    version.wire(),
                    livemode,
                    account,
                    sequence,
                    test,
                    data);
        }

        /** The event as the feed lists it. */
        public EventListed listed() {
            return new EventListed(timestamp, objectIdOf(id), sequence, type);
        }
    }

    /**
     * The object as it was after the event.
     *
     * @param version of the object: whoever has seen a higher one knows more than this tells
     */
    public record Data(JsonNode object, long version) {}

    PublicEvents(CassandraRecordReader reader, BusinessClock clock, JsonMapper json) {
        this.reader = reader;
        this.clock = clock;
        this.json = json;
    }

    /** The event of an object at a sequence, by its public name. */
    public Optional<PublicEvent> find(String objectId, long sequence, String publicType) {
        return all(objectId, sequence).filter(event -> event.type().equals(publicType)).findFirst();
    }

    private Stream<PublicEvent> all(String objectId, long sequence) {
        return reader.events(objectId, sequence).stream().map(this::of).flatMap(Optional::stream);
    }

    private static String objectIdOf(String id) {
        return id.substring("evt_".length(), id.lastIndexOf('_'));
    }

    /** A merchant's events of an id: one, unless their publisher numbered two alike. */
    public List<PublicEvent> find(String id, MerchantId merchant, Mode mode) {
        if (!id.matches(ID)) {
            return List.of();
        }
        long sequence = Long.parseLong(id.substring(id.lastIndexOf('_') + 1));
        return all(objectIdOf(id), sequence)
                .filter(event -> event.account().equals(merchant))
                .filter(event -> event.livemode() == mode.isLive())
                .toList();
    }

    /** An event of which nothing has happened. Its object has no more than its kind. */
    public PublicEvent test(MerchantId merchant, Mode mode, String id, String type) {
        var object = json.createObjectNode().put("object", type.substring(0, type.indexOf('.')));
        return new PublicEvent(
                id,
                "event",
                type,
                clock.instant(),
                ApiVersion.NEWEST.wire(),
                mode.isLive(),
                merchant,
                0,
                true,
                new Data(object, 0));
    }

    /** As sent, in a version of the API: bytes that are signed and must not change any more. */
    public byte[] bytes(PublicEvent event, ApiVersion version) {
        return json.writeValueAsBytes(event.in(version));
    }

    private Optional<PublicEvent> of(TimelineRow row) {
        JsonNode body = json.readTree(row.body());
        String status = body.path("payment").path("status").asString(null);
        String publicType = PublicEventPolicy.nameOf(row.type(), status);
        return publicType == null
                ? Optional.empty()
                : Optional.of(
                        new PublicEvent(
                                "evt_" + row.objectId() + "_" + row.sequence(),
                                "event",
                                publicType,
                                row.at(),
                                ApiVersion.NEWEST.wire(),
                                row.mode().isLive(),
                                row.merchantId(),
                                row.sequence(),
                                null,
                                data(row, body)));
    }

    /** An object without a version of its own has that of its events. */
    private static Data data(TimelineRow row, JsonNode body) {
        JsonNode object = object(row.type(), body);
        return new Data(object, object.path("version").asLong(row.sequence()));
    }

    private static JsonNode object(String type, JsonNode body) {
        String field = PublicEventPolicy.objectField(type);
        return field.isEmpty() ? ((ObjectNode) body).put("object", "settlement") : body.path(field);
    }
}
