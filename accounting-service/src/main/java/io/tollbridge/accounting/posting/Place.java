package io.tollbridge.accounting.posting;

/**
 * Where a record stands in Kafka, and in which round it is counted; as text {@code payments-3@1234}
 * or, in a later round, {@code payments-3@1234~1}.
 *
 * @param round how often records of this offset had been passed when it was first booked: 0, unless
 *     a topic was made anew or is read once more for events that were not booked then; or one of
 *     its own
 */
public record Place(String topic, int partition, long offset, int round) {

    private static final int OWN_ROUNDS = 1_000_000_000;

    /** A record of the first round. */
    public Place(String topic, int partition, long offset) {
        this(topic, partition, offset, 0);
    }

    /** Reads {@code payments-3@1234} or {@code payments-3@1234~1}. */
    public static Place of(String text) {
        int at = text.lastIndexOf('@');
        int dash = text.lastIndexOf('-', at);
        int tilde = text.indexOf('~', at);
        return new Place(
                text.substring(0, dash),
                Integer.parseInt(text.substring(dash + 1, at)),
                Long.parseLong(text.substring(at + 1, tilde < 0 ? text.length() : tilde)),
                tilde < 0 ? 0 : Integer.parseInt(text.substring(tilde + 1)));
    }

    /** The same record, a round later. */
    public Place nextRound() {
        return new Place(topic, partition, offset, round + 1);
    }

    /**
     * The same record in a round of its own. It was parked and is booked in no order with others:
     * in a round that it shares, one with a later offset could be counted between its posting and
     * its count, and would hide that it is not.
     */
    public Place late() {
        return new Place(topic, partition, offset, OWN_ROUNDS + (int) (offset % OWN_ROUNDS));
    }

    /** Whether both are the same record, in whatever round. */
    public boolean isSameRecord(Place other) {
        return equals(new Place(other.topic, other.partition, other.offset, round));
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset + (round == 0 ? "" : "~" + round);
    }
}
