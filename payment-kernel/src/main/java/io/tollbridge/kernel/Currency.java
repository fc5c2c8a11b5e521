package io.tollbridge.kernel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An ISO 4217 currency: alphabetic code, numeric code and number of minor units.
 *
 * <p>The table is our own frozen copy ({@code iso4217.csv}) because the JDK's data moves between
 * releases and money must not.
 *
 * @param code alphabetic code, three upper-case letters
 * @param numeric numeric code, three digits (ISO 8583 field 49)
 * @param exponent digits after the decimal point in the major unit: 2 for EUR, 0 for JPY, 3 for KWD
 */
public record Currency(String code, String numeric, int exponent) {

    private static final Map<String, Currency> BY_CODE = load();

    /**
     * Finds a currency by its alphabetic code.
     *
     * @throws IllegalArgumentException when the code is not in the table
     */
    public static Currency of(String code) {
        return find(code)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "currency: " + code + " (expected: an ISO 4217 alphabetic code)"));
    }

    /** The currency of this alphabetic code, empty when there is none. */
    public static Optional<Currency> find(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** The currency of this numeric code, empty when there is none. */
    public static Optional<Currency> ofNumeric(String numeric) {
        return BY_CODE.values().stream().filter(c -> c.numeric.equals(numeric)).findFirst();
    }

    /** All currencies of the table, by code. */
    public static Collection<Currency> all() {
        return BY_CODE.values();
    }

    @Override
    public String toString() {
        return code;
    }

    private static Map<String, Currency> load() {
        var table = new TreeMap<String, Currency>();
        try (var in = Currency.class.getResourceAsStream("iso4217.csv")) {
            if (in == null) {
                throw new IllegalStateException("iso4217.csv is missing from the kernel's jar");
            }
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(",", -1))
                    .forEach(
                            f -> table.put(f[0], new Currency(f[0], f[1], Integer.parseInt(f[2]))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(table);
    }
}
