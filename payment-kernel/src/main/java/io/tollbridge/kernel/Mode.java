package io.tollbridge.kernel;

/** Test or live: nothing of one is ever visible to the other. */
public enum Mode {
    TEST,
    LIVE;

    public boolean isLive() {
        return this == LIVE;
    }

    /** The word on the wire and in ids: {@code test} or {@code live}. */
    public String wire() {
        return this == LIVE ? "live" : "test";
    }

    public static Mode ofWire(String wire) {
        return switch (wire) {
            case "test" -> TEST;
            case "live" -> LIVE;
            default ->
                    throw new IllegalArgumentException("mode: " + wire + " (expected: test, live)");
        };
    }
}
