package io.tollbridge.testkit.aggregate;

import io.tollbridge.contracts.operations.AuditRecorded;
import io.tollbridge.starter.aggregate.Aggregate;
import io.tollbridge.starter.aggregate.AggregateTable;
import io.tollbridge.starter.aggregate.Answer;
import io.tollbridge.starter.aggregate.Transition;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Aggregates that mean nothing. */
final class Things {

    static final AggregateTable TABLE =
            new AggregateTable(
                    "thing", "thing_id", List.of("colour"), Set.of(AuditRecorded.class), 2);

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private Things() {}

    static String id() {
        return "thing_" + UUID.randomUUID().toString().replace("-", "");
    }

    /** The next step of a thing, which tells so many events. */
    static Transition step(Aggregate before, int events, @Nullable Answer answer) {
        var told = new AuditRecorded("a", "me", "paint", before.id(), "done", NOON, null, null);
        return new Transition(
                before,
                UUID.randomUUID(),
                Map.of("colour", "red"),
                new byte[] {1},
                List.copyOf(Collections.nCopies(events, told)),
                List.of(),
                answer,
                NOON);
    }
}
