package io.tollbridge.gateway.routes;

/**
 * Where a request is to go.
 *
 * @param service the service's name without {@code -service}; {@code gateway} for this one
 */
public record Target(String service, Access access) {

    /** The gateway's own pages. */
    public static final String SELF = "gateway";

    /** What a caller must show. */
    public enum Access {
        /** A secret or operator key. */
        SECRET_KEY,
        /** Any key, publishable ones too. */
        ANY_KEY,
        /** Any key, or none. */
        KEY_OR_NONE,
        /** Nothing: a page for shoppers and readers. */
        OPEN
    }
}
