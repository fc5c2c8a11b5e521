package io.tollbridge.soak.facts;

import java.util.List;

/**
 * What a client wanted once, under one idempotency key, and every time it asked for it: until it
 * had an answer, and now and then once more.
 *
 * @param payment what it is about; empty for a creation
 * @param amount in minor units; 0 where none is named
 */
public record Call(
        String merchant,
        Kind kind,
        String key,
        String payment,
        long amount,
        List<Exchange> exchanges) {

    /** What is asked for. */
    public enum Kind {
        CREATE,
        CAPTURE,
        CANCEL,
        REFUND
    }

    public Call {
        exchanges = List.copyOf(exchanges);
    }

    /** All answers, the first one first. */
    public List<Exchange> answers() {
        return exchanges.stream().filter(Exchange::isAnswer).toList();
    }

    /** Whether it was ever unclear what had become of it. */
    public boolean wasUnclear() {
        return exchanges.stream().anyMatch(exchange -> !exchange.isAnswer());
    }
}
