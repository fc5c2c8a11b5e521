package io.tollbridge.operations.overview;

import java.time.Instant;

/** Something that somebody, or compensation, still has to find out. {@code body} is its JSON. */
record OpenItem(Kind kind, String id, Instant since, byte[] body) {

    /** What is open. */
    enum Kind {
        UNKNOWN_ATTEMPT("unknown_attempt"),
        BREAK("break");

        private final String wire;

        Kind(String wire) {
            this.wire = wire;
        }

        String wire() {
            return wire;
        }
    }
}
