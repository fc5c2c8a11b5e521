package io.tollbridge.coreengine.payment;

import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.Money;
import java.time.Instant;

/** Attempts as they are while the channel has them. */
final class TestAttempts {

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final Money TEN = Money.of(1000, "EUR");
    static final AttemptId A = new AttemptId("att_x_1");
    static final AttemptId B = new AttemptId("att_x_2");

    private TestAttempts() {}

    static Attempt sent(AttemptId id, Operation operation) {
        return new Attempt(
                id,
                "acquirer",
                operation,
                Attempt.Status.SENT,
                TEN,
                NOON,
                null,
                null,
                "",
                new RequestKey("k", "00"),
                Attempt.Result.NONE);
    }
}
