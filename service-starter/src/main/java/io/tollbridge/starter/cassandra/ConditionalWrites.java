package io.tollbridge.starter.cassandra;

import com.datastax.oss.driver.api.core.config.DriverExecutionProfile;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.session.Request;
import com.datastax.oss.driver.api.core.tracker.RequestTracker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/** Counts requests of profile {@code lwt}: what a payment costs is mostly how many there are. */
final class ConditionalWrites implements RequestTracker {

    private final Counter requests;

    ConditionalWrites(MeterRegistry meters) {
        requests =
                Counter.builder("cassandra.conditional.writes")
                        .description("Conditional writes sent, whatever came of them")
                        .register(meters);
    }

    @Override
    public void onSuccess(
            Request request,
            long latencyNanos,
            DriverExecutionProfile profile,
            Node node,
            String logPrefix) {
        count(profile);
    }

    @Override
    public void onError(
            Request request,
            Throwable error,
            long latencyNanos,
            DriverExecutionProfile profile,
            @Nullable Node node,
            String logPrefix) {
        count(profile);
    }

    private void count(DriverExecutionProfile profile) {
        if (profile.getName().equals(CassandraDefaultsAutoConfiguration.LWT)) {
            requests.increment();
        }
    }

    @Override
    public void close() {}
}
