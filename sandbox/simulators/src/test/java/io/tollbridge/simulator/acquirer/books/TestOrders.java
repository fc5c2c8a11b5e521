package io.tollbridge.simulator.acquirer.books;

import org.jspecify.annotations.Nullable;

/** Orders with the parts that a test does not care about filled in. */
final class TestOrders {

    private TestOrders() {}

    static Order authorise(String reference, long amount) {
        return order(OperationType.AUTHORISATION, reference, null, amount);
    }

    static Order purchase(String reference, long amount) {
        return order(OperationType.PURCHASE, reference, null, amount);
    }

    static Order capture(String reference, String original, long amount) {
        return order(OperationType.CAPTURE, reference, original, amount);
    }

    static Order increment(String reference, String original, long amount) {
        return order(OperationType.INCREMENT, reference, original, amount);
    }

    static Order refund(String reference, String original, long amount) {
        return order(OperationType.REFUND, reference, original, amount);
    }

    static Order reverse(String original) {
        return order(OperationType.REVERSAL, original + "#reversal", original, 0);
    }

    static Order shrink(String reference, String original, long standing) {
        Order full = order(OperationType.REVERSAL, reference, original, 0);
        return new Order(
                full.type(),
                reference,
                original,
                null,
                null,
                "EUR",
                0,
                standing,
                "00",
                full.card(),
                full.rrn(),
                full.stan(),
                "T1",
                "M1");
    }

    static Order inCurrency(Order order, String currency) {
        return new Order(
                order.type(),
                order.reference(),
                order.originalReference(),
                null,
                null,
                currency,
                order.amountMinor(),
                null,
                order.cardCode(),
                order.card(),
                order.rrn(),
                order.stan(),
                order.terminal(),
                order.merchant());
    }

    private static Order order(
            OperationType type, String reference, @Nullable String original, long amount) {
        return new Order(
                type,
                reference,
                original,
                null,
                null,
                "EUR",
                amount,
                null,
                "00",
                "424242******4242",
                "RRN000000001",
                "000001",
                "TERM0001",
                "MERCHANT0000001");
    }
}
