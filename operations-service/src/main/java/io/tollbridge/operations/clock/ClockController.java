package io.tollbridge.operations.clock;

import io.tollbridge.kernel.IdempotencyKey;
import io.tollbridge.operations.audit.AuditTrail;
import io.tollbridge.operations.audit.Unaudited;
import io.tollbridge.operations.clock.CassandraClockStore.Offset;
import io.tollbridge.operations.clock.CassandraClockStore.Request;
import io.tollbridge.starter.event.EventPublisher.EventsNotPublished;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What time it is for the business, and, in test mode, making it later. */
@RestController
@RequestMapping("/ops/v1/clock")
class ClockController {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(366);

    private final CassandraClockStore store;
    private final ClockMover mover;
    private final ClockAnnouncer announcer;
    private final Clock systemClock;

    /** By how much, ISO 8601: {@code P1D}, {@code PT12H}. */
    record Advance(@Nullable String by) {}

    /** Business time, and how far it is ahead of system time. */
    record ClockView(Instant now, long offsetMillis) {}

    ClockController(
            CassandraClockStore store,
            ClockMover mover,
            ClockAnnouncer announcer,
            Clock systemClock) {
        this.store = store;
        this.mover = mover;
        this.announcer = announcer;
        this.systemClock = systemClock;
    }

    @GetMapping
    @Unaudited("the time of day is no secret")
    ClockView read() {
        return view(announcer.isMovable() ? store.read() : Offset.NONE);
    }

    @PostMapping("/advance")
    ClockView advance(
            Caller caller,
            IdempotencyKey key,
            @RequestBody Advance body,
            HttpServletRequest request) {
        if (!announcer.isMovable()) {
            throw ProblemException.forbidden("business time moves in test mode only");
        }
        var by = duration(body.by());
        AuditTrail.note(request, "by " + by);
        var moved =
                mover.advance(
                        by,
                        new Request(
                                caller.subject() + " " + key.value(),
                                caller.subject(),
                                systemClock.instant()));
        try {
            announcer.announce();
        } catch (EventsNotPublished e) {
            throw ProblemException.unavailable(
                    "clock_not_published",
                    "the clock was moved but not everyone was told; send the same request again",
                    Duration.ofSeconds(2));
        }
        return view(moved);
    }

    private ClockView view(Offset offset) {
        return new ClockView(systemClock.instant().plusMillis(offset.millis()), offset.millis());
    }

    private static Duration duration(@Nullable String text) {
        Duration by;
        try {
            by = Duration.parse(text == null ? "" : text);
        } catch (DateTimeParseException _) {
            throw notUsable(text);
        }
        if (by.compareTo(SHORTEST) < 0 || by.compareTo(LONGEST) > 0) {
            throw notUsable(text);
        }
        return by;
    }

    private static ProblemException notUsable(@Nullable String text) {
        return ProblemException.badRequest(
                "invalid_duration",
                "by",
                "by: " + text + " (expected: ISO 8601, more than 0, at most P366D, like P1D)");
    }
}
