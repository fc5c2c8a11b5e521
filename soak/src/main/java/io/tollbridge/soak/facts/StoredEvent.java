package io.tollbridge.soak.facts;

import java.time.Instant;

/**
 * An event as core-engine's log has it.
 *
 * @param status of the payment after it
 * @param attempt its attempt; empty when it has none
 * @param refund its refund; empty when it has none
 * @param amount captured or refunded by it, in minor units; 0 for none
 * @param at business time of the write
 */
public record StoredEvent(
        long sequence,
        String type,
        String status,
        String attempt,
        String refund,
        long amount,
        Instant at,
        String body) {

    /** Whether it moves money between the channel and the merchant. */
    public boolean movesMoney() {
        return type.equals("payment.captured") || type.equals("refund.succeeded");
    }
}
