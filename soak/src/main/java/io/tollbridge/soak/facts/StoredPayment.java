package io.tollbridge.soak.facts;

import java.util.List;

/**
 * A payment as core-engine has stored it: its present state and its log, oldest event first.
 *
 * @param key the idempotency key that created it
 * @param unsettled attempts whose outcome is not known
 */
public record StoredPayment(
        String id,
        String merchant,
        String key,
        String currency,
        long version,
        long amount,
        long authorised,
        long captured,
        long refunded,
        List<String> unsettled,
        List<StoredEvent> events) {

    public StoredPayment {
        unsettled = List.copyOf(unsettled);
        events = List.copyOf(events);
    }
}
