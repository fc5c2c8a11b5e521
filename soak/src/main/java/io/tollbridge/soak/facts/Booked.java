package io.tollbridge.soak.facts;

/**
 * An operation as the acquirer has it in books of its own; amounts in minor units.
 *
 * @param reference our attempt
 */
public record Booked(
        String reference, String type, String status, String currency, long amount, long captured) {

    /** Whether it took money from the card, and kept it. */
    public boolean isCharge() {
        return status.equals("CAPTURED") && (type.equals("PURCHASE") || type.equals("CAPTURE"));
    }

    /** Whether it gave money back. */
    public boolean isRefund() {
        return status.equals("REFUNDED") && type.equals("REFUND");
    }

    /** The payment whose attempt this is: {@code pay_x} of {@code att_x_1}. */
    public String payment() {
        int end = reference.lastIndexOf('_');
        return reference.startsWith("att_") && end > 4
                ? "pay_" + reference.substring(4, end)
                : reference;
    }
}
