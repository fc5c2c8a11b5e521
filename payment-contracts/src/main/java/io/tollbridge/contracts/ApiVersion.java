package io.tollbridge.contracts;

import java.util.Arrays;

/** The versions of the public API that are served, named by the day they were fixed. */
public enum ApiVersion {
    OF_2026_11_22("2026-11-22");

    public static final ApiVersion FIRST = OF_2026_11_22;

    /** What a request without {@code Tollbridge-Version} gets, and what events are rendered in. */
    public static final ApiVersion NEWEST = OF_2026_11_22;

    private final String wire;

    ApiVersion(String wire) {
        this.wire = wire;
    }

    /** As in the header {@code Tollbridge-Version}: a date, {@code 2026-11-22}. */
    public String wire() {
        return wire;
    }

    /** The version of a name; throws when it {@linkplain #isServed is not served}. */
    public static ApiVersion ofWire(String wire) {
        return Arrays.stream(values())
                .filter(version -> version.wire.equals(wire))
                .findFirst()
                .orElseThrow();
    }

    public static boolean isServed(String wire) {
        return Arrays.stream(values()).anyMatch(version -> version.wire.equals(wire));
    }
}
