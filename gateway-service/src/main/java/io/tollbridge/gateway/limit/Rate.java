package io.tollbridge.gateway.limit;

/**
 * A limit of GCRA: on average so many a second, and so many at once.
 *
 * @param name its name in headers
 */
record Rate(String name, int perSecond, int burst) {

    private static final long MICROS_PER_SECOND = 1_000_000;

    Rate {
        if (perSecond < 1 || perSecond > MICROS_PER_SECOND || burst < 1) {
            throw new IllegalArgumentException(
                    "rate " + name + ": " + perSecond + "/s, burst " + burst + " (expected: >= 1)");
        }
    }

    /** A burst of one second's worth when none is given. */
    static Rate of(String name, int perSecond, int burst) {
        return new Rate(name, perSecond, burst == 0 ? perSecond : burst);
    }

    /** Microseconds between two requests at this rate. */
    long intervalMicros() {
        return MICROS_PER_SECOND / perSecond;
    }

    /** One gateway's part when several share the limit and cannot speak. */
    Rate share(int gateways) {
        return new Rate(name, Math.max(1, perSecond / gateways), Math.max(1, burst / gateways));
    }

    /**
     * {@code RateLimit-Policy} (draft-ietf-httpapi-ratelimit-headers): the burst, in the seconds in
     * which all of it comes back. Whoever keeps to it is never refused.
     */
    String policyHeader() {
        return "\"%s\";q=%d;w=%d".formatted(name, burst, Math.ceilDiv(burst, perSecond));
    }
}
