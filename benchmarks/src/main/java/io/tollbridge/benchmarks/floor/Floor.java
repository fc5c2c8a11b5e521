package io.tollbridge.benchmarks.floor;

/**
 * The least that a payment can cost with these parts: gateway, core-engine, risk and channel each
 * answer a request, three of them because the one before called; two conditional writes, each with
 * its outbox marker before it; three events.
 */
public record Floor(Part echo, Part call, Part conditionalWrite, Part plainWrite, Part event) {

    private static final int SERVERS = 4;
    private static final int CALLS = 3;
    private static final int CONDITIONAL_WRITES = 2;
    private static final int MARKERS = 2;
    private static final int EVENTS = 3;

    /** How the sum is made, for people. */
    public static final String FORMULA =
            "4 requests answered + 3 calls made + 2 conditional writes + 2 plain writes + 3 records";

    /** Processor milliseconds of one payment. */
    public double millis() {
        return SERVERS * echo.serverMillis()
                + CALLS * call.clientMillis()
                + CONDITIONAL_WRITES * conditionalWrite.millis()
                + MARKERS * plainWrite.millis()
                + EVENTS * event.millis();
    }
}
