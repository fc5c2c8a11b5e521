package io.tollbridge.simulation.platform;

import com.datastax.oss.driver.api.core.DriverException;
import io.tollbridge.starter.event.EventPublisher.EventsNotPublished;
import io.tollbridge.starter.http.ServiceCallException;
import io.tollbridge.starter.problem.ProblemException;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.KafkaException;

/** What may be thrown when a port fails. Anything else is a bug. */
final class Expected {

    private Expected() {}

    static boolean test(Throwable thrown) {
        if (thrown instanceof CompletionException && thrown.getCause() != null) {
            return test(thrown.getCause());
        }
        return thrown instanceof DriverException
                || thrown instanceof KafkaException
                || thrown instanceof EventsNotPublished
                || thrown instanceof ServiceCallException
                || thrown instanceof ProblemException;
    }
}
