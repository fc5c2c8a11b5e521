package io.tollbridge.soak.workload;

import io.tollbridge.sandbox.client.Addresses;
import io.tollbridge.sandbox.client.Merchant;
import io.tollbridge.sandbox.client.WebhookListener;
import io.tollbridge.soak.facts.Heard;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A merchant with saved cards and a receiver of webhooks. */
public final class Shop implements AutoCloseable {

    private static final List<String> GOOD =
            List.of("4242424242424242", "5555555555554444", "4111111111111111");
    private static final List<String> DECLINED =
            List.of("4000000000000002", "4000000000009995", "4000000000000069");

    private final Merchant merchant;
    private final WebhookListener webhooks = new WebhookListener();
    private final Map<String, Object> cards;

    private Shop(Merchant merchant) {
        this.merchant = merchant;
        cards =
                Stream.concat(GOOD.stream(), DECLINED.stream())
                        .collect(Collectors.toMap(number -> number, merchant::card));
    }

    /** Opens one; its endpoint is told of everything. */
    public static Shop open(Addresses at, String name) {
        var shop = new Shop(Merchant.create(at, name));
        var endpoint = Map.of("url", shop.webhooks.url(), "enabled_events", List.of("*"));
        var created = shop.merchant.api().post("/v1/webhook_endpoints", endpoint).expect(201);
        shop.webhooks.trust(created.path("secret").asString());
        return shop;
    }

    public Merchant merchant() {
        return merchant;
    }

    /** The payment method of a card that is good. */
    public Object anyCard() {
        return card(GOOD.getFirst());
    }

    Object goodCard(SplittableRandom dice) {
        return card(GOOD.get(dice.nextInt(GOOD.size())));
    }

    Object declinedCard(SplittableRandom dice) {
        return card(DECLINED.get(dice.nextInt(DECLINED.size())));
    }

    private Object card(String number) {
        return cards.getOrDefault(number, Map.of());
    }

    /** What came until now, in order of arrival. */
    public List<Heard> heard() {
        return webhooks.received().stream().map(this::heard).toList();
    }

    private Heard heard(WebhookListener.Received received) {
        JsonNode event = received.event();
        return new Heard(
                merchant.id(),
                event.path("id").asString(),
                event.at("/data/object/id").asString(),
                event.path("sequence").asLong(),
                Instant.parse(event.path("timestamp").asString()),
                received.at());
    }

    /** Why deliveries were refused. */
    public List<String> refused() {
        return webhooks.refused();
    }

    @Override
    public void close() {
        webhooks.close();
    }
}
