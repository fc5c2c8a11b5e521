package io.tollbridge.channel.iso8583;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A message as type and fields, the values as they stand on the wire without lengths. */
record Iso8583Message(String mti, NavigableMap<Integer, String> fields) {

    private static final Set<Integer> CARD_DATA = Set.of(2, 14, 35, 45, 48, 52);

    Iso8583Message {
        fields = Collections.unmodifiableNavigableMap(new TreeMap<>(fields));
    }

    Optional<String> field(int number) {
        return Optional.ofNullable(fields.get(number));
    }

    @Nullable String text(int number) {
        return fields.get(number);
    }

    /** What matches an answer to its request. */
    Key key() {
        return new Key(
                mti.substring(0, 2),
                fields.getOrDefault(11, ""),
                fields.getOrDefault(7, ""),
                fields.getOrDefault(37, ""));
    }

    boolean isAnswer() {
        int function = mti.charAt(2) - '0';
        return function % 2 == 1;
    }

    /** What may be kept of a message while its answer is awaited. */
    Iso8583Message withoutCardData() {
        var kept = new TreeMap<>(fields);
        kept.keySet().removeAll(CARD_DATA);
        return new Iso8583Message(mti, kept);
    }

    /** Message class, STAN, transmission time and RRN. */
    record Key(String messageClass, String stan, String transmittedAt, String rrn) {}

    static Draft of(String mti) {
        return new Draft(mti);
    }

    /** Collects fields. */
    static final class Draft {
        private final String mti;
        private final NavigableMap<Integer, String> fields = new TreeMap<>();

        private Draft(String mti) {
            this.mti = mti;
        }

        Draft with(int field, @Nullable String value) {
            if (value != null) {
                fields.put(field, value);
            }
            return this;
        }

        Iso8583Message message() {
            return new Iso8583Message(mti, fields);
        }
    }

    /** For logs and tests: card data is never shown. */
    @Override
    public String toString() {
        return fields.entrySet().stream()
                .map(Iso8583Message::shown)
                .collect(Collectors.joining(" ", mti + " ", ""));
    }

    private static String shown(Map.Entry<Integer, String> field) {
        return field.getKey()
                + "="
                + (CARD_DATA.contains(field.getKey()) ? "***" : field.getValue());
    }
}
