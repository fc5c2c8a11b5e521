package io.tollbridge.soak.facts;

import java.time.Instant;

/**
 * A request sent once.
 *
 * @param sentAt wall time
 * @param millis until the answer, or until it was given up
 * @param status of HTTP; 0 when no answer came
 * @param code the problem's code; empty when there is none
 * @param body the answer as JSON text; empty when none came
 * @param replayed the answer says that it is a repetition
 */
public record Exchange(
        Instant sentAt, long millis, int status, String code, String body, boolean replayed) {

    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY = 429;

    /** Whether the client knows now what became of its request, if only that it was accepted. */
    public boolean isAnswer() {
        return status > 0
                && status < SERVER_ERROR
                && status != TOO_MANY
                && !code.equals("idempotency_key_in_flight");
    }

    /** Whether the platform said yes. */
    public boolean isGood() {
        return status >= 200 && status < 300;
    }
}
