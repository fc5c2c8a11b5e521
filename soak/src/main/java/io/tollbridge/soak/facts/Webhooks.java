package io.tollbridge.soak.facts;

import java.util.List;

/**
 * Webhooks: what was to come, what came, and what was not signed as it should be.
 *
 * @param heard in the order of arrival
 */
public record Webhooks(List<Announced> announced, List<Heard> heard, List<String> refused) {

    public Webhooks {
        announced = List.copyOf(announced);
        heard = List.copyOf(heard);
        refused = List.copyOf(refused);
    }
}
