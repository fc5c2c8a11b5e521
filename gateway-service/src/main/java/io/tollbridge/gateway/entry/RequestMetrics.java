package io.tollbridge.gateway.entry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;

/** How long requests took until their answer began, by service and class of status. */
@Component
class RequestMetrics {

    private static final int CLASSES = 6;

    private final MeterRegistry meters;
    private final Map<String, Timer[]> byService = new ConcurrentHashMap<>();

    RequestMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void count(String service, @Nullable HttpStatusCode status, long tookNanos) {
        int statusClass = status == null ? 2 : Math.clamp(status.value() / 100, 1, CLASSES - 1);
        byService.computeIfAbsent(service, this::timers)[statusClass].record(
                tookNanos, TimeUnit.NANOSECONDS);
    }

    private Timer[] timers(String service) {
        var timers = new Timer[CLASSES];
        for (int i = 0; i < CLASSES; i++) {
            timers[i] =
                    Timer.builder("tollbridge.gateway.requests")
                            .description("Time until the answer began")
                            .tag("service", service)
                            .tag("status", i + "xx")
                            .publishPercentileHistogram(false)
                            .register(meters);
        }
        return timers;
    }
}
