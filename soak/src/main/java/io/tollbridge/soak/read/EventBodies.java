package io.tollbridge.soak.read;

import io.tollbridge.soak.facts.StoredEvent;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the checks need of an event's JSON. */
final class EventBodies {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private EventBodies() {}

    static StoredEvent event(long sequence, String type, Instant at, String body) {
        JsonNode event = JSON.readTree(body);
        boolean captured = type.equals("payment.captured");
        boolean refund = type.startsWith("refund.");
        long amount = 0;
        if (captured) {
            amount = event.at("/capture/amount/amount").asLong();
        } else if (refund) {
            amount = event.at("/refund/amount").asLong();
        }
        return new StoredEvent(
                sequence,
                type,
                event.at("/payment/status").asString(""),
                event.at("/attempt/id").asString(""),
                event.at("/refund/id").asString(""),
                amount,
                at,
                body);
    }
}
