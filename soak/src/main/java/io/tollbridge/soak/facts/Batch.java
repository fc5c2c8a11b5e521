package io.tollbridge.soak.facts;

import java.util.List;

/**
 * A settlement batch with its items; amounts in minor units.
 *
 * @param status empty while it is open
 */
public record Batch(
        String merchant,
        String currency,
        String date,
        String status,
        long items,
        long gross,
        long refunds,
        long fees,
        List<Item> content) {

    /** {@code amount} is below 0 for a refund. {@code id} is that of the event. */
    public record Item(String id, String payment, long amount, long fee) {}

    public Batch {
        content = List.copyOf(content);
    }

    /** What the merchant gets for it. */
    public long net() {
        return Math.subtractExact(Math.addExact(gross, refunds), fees);
    }
}
