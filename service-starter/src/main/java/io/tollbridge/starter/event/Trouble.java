package io.tollbridge.starter.event;

import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import io.lettuce.core.RedisException;
import io.tollbridge.starter.http.ServiceCallException;
import io.tollbridge.starter.problem.ProblemException;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Tells trouble around an event from a fault of the event. Trouble passes, so the event waits for
 * that: parking it would only put it out of order.
 */
final class Trouble {

    private static final int DEEPEST = 20; // causes may go in a circle

    private Trouble() {}

    /** Whether something that the handler needs is away, slow or not ready. */
    static boolean isIn(@Nullable Throwable failure) {
        var cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (isTrouble(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isTrouble(Throwable cause) {
        return switch (cause) {
            case NotYetException _ -> true;
            case DriverException e -> !(e instanceof QueryValidationException);
            case KafkaException e -> !(e instanceof RecordTooLargeException);
            case ServiceCallException e -> isPassing(e.status());
            // Without a time to come again, the same would be said again.
            case ProblemException e -> e.status() >= 500 && e.retryAfter() != null;
            case RedisException _,
                    IOException _,
                    TimeoutException _,
                    InterruptedException _,
                    RejectedExecutionException _ ->
                    true;
            default -> false;
        };
    }

    /** No answer, an answer of a proxy or of a sibling in trouble, or one to come back later. */
    private static boolean isPassing(int status) {
        return status == 0 || status >= 500 || status == 408 || status == 429;
    }
}
