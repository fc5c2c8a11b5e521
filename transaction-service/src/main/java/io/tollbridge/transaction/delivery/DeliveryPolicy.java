package io.tollbridge.transaction.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows an attempt. Pure. */
final class DeliveryPolicy {

    private static final List<Duration> WAITS =
            List.of(
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(30),
                    Duration.ofHours(2),
                    Duration.ofHours(5),
                    Duration.ofHours(10),
                    Duration.ofHours(14),
                    Duration.ofHours(20),
                    Duration.ofHours(24));

    /** How much of an answer is kept. */
    static final int ANSWER_BYTES = 1024;

    /** How long an endpoint may accept nothing at all before a message is given up for good. */
    static final Duration FAILING = Duration.ofDays(5);

    private static final Duration LONGEST_WISH = Duration.ofHours(24);
    private static final int GONE = 410;
    private static final int JITTER_PERCENT = 10;

    private DeliveryPolicy() {}

    /**
     * How an attempt ended.
     *
     * @param httpStatus 0 when there was no answer
     * @param retryAfter what the receiver asked for
     * @param error why there was no answer
     * @param body its first {@value #ANSWER_BYTES} bytes as text; null when it has none
     */
    record Answer(
            int httpStatus,
            @Nullable Duration retryAfter,
            @Nullable String error,
            @Nullable String body) {

        /** None came. */
        static Answer none(String why) {
            return new Answer(0, null, why, null);
        }

        boolean isSuccess() {
            return httpStatus >= 200 && httpStatus < 300;
        }
    }

    /** What to do next. */
    sealed interface Next {
        /** Done. */
        record Delivered() implements Next {}

        record RetryAt(Instant at) implements Next {}

        /** The last attempt failed; it is listed, and the object's next event goes out. */
        record Exhausted() implements Next {}

        /** The receiver says that it is gone: nothing more is sent to it. */
        record Disable() implements Next {}
    }

    /**
     * Decides after an attempt.
     *
     * @param attemptsMade this one included
     * @param seed spreads retries out, the same for the same message
     */
    static Next after(int attemptsMade, Answer answer, Instant now, String seed) {
        if (answer.isSuccess()) {
            return new Next.Delivered();
        }
        if (answer.httpStatus() == GONE) {
            return new Next.Disable();
        }
        if (attemptsMade > WAITS.size()) {
            return new Next.Exhausted();
        }
        Duration wait = jittered(WAITS.get(attemptsMade - 1), seed + attemptsMade);
        Duration wish = answer.retryAfter();
        if (wish != null && wish.compareTo(wait) > 0) {
            wait = wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
        }
        return new Next.RetryAt(now.plus(wait));
    }

    /**
     * Whether an endpoint that has let a message go through its whole schedule is to be switched
     * off.
     *
     * @param onSince when it was made, or last switched on
     * @param lastDelivered when it accepted anything last; null when that is longer ago
     */
    static boolean isFailing(Instant onSince, @Nullable Instant lastDelivered, Instant now) {
        Instant since = now.minus(FAILING);
        return onSince.isBefore(since) && (lastDelivered == null || lastDelivered.isBefore(since));
    }

    private static Duration jittered(Duration wait, String seed) {
        long most = wait.toMillis() * JITTER_PERCENT / 100;
        return wait.plusMillis(Math.floorMod(seed.hashCode(), most + 1));
    }
}
