package io.tollbridge.transaction.record;

import io.tollbridge.contracts.ApiVersion;
import io.tollbridge.kernel.MerchantId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Events as merchants get them, from the feed or by webhook: the same text both ways. */
@Component
public class PublicEvents {

    private final CassandraRecordReader reader;
    private final JsonMapper json;

    /**
     * An event for merchants.
     *
     * @param object always {@code event}
     * @param account the merchant
     * @param sequence grows along the events of one object, not without gaps
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
            Data data) {}

    /** The object as it was after the event. */
    public record Data(JsonNode object) {}

    PublicEvents(CassandraRecordReader reader, JsonMapper json) {
        this.reader = reader;
        this.json = json;
    }

    /** The event of an object at a sequence, by its public name when more than one stands there. */
    public Optional<PublicEvent> find(String objectId, long sequence, @Nullable String publicType) {
        return reader.events(objectId, sequence).stream()
                .map(this::of)
                .flatMap(Optional::stream)
                .filter(event -> publicType == null || event.type().equals(publicType))
                .findFirst();
    }

    /** As sent: bytes that are signed and must not change any more. */
    public byte[] bytes(PublicEvent event) {
        return json.writeValueAsBytes(event);
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
                                new Data(object(row.type(), body))));
    }

    private static JsonNode object(String type, JsonNode body) {
        String field = PublicEventPolicy.objectField(type);
        return field.isEmpty() ? ((ObjectNode) body).put("object", "settlement") : body.path(field);
    }
}
