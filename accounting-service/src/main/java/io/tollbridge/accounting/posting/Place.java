package io.tollbridge.accounting.posting;

/** Where a record stands in Kafka; as text {@code payments-3@1234}. */
public record Place(String topic, int partition, long offset) {

    /** Reads {@code payments-3@1234}. */
    public static Place of(String text) {
        int at = text.lastIndexOf('@');
        int dash = text.lastIndexOf('-', at);
        return new Place(
                text.substring(0, dash),
                Integer.parseInt(text.substring(dash + 1, at)),
                Long.parseLong(text.substring(at + 1)));
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
