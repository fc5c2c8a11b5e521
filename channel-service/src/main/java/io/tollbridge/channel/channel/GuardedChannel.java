package io.tollbridge.channel.channel;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.micrometer.core.instrument.MeterRegistry;
import io.tollbridge.contracts.channels.ChannelAnswer;
import io.tollbridge.contracts.channels.ChannelAnswer.Verdict;
import io.tollbridge.contracts.channels.ChannelStatus;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A channel behind its breaker and bulkhead. Each call brings its own time limit. */
final class GuardedChannel {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedChannel.class);
    private static final CircuitBreakerConfig BREAKER =
            CircuitBreakerConfig.custom()
                    .slidingWindowType(SlidingWindowType.COUNT_BASED)
                    .slidingWindowSize(50)
                    .minimumNumberOfCalls(20)
                    .failureRateThreshold(50)
                    .recordResult(GuardedChannel::isSilence)
                    .slowCallDurationThreshold(Duration.ofSeconds(5))
                    .slowCallRateThreshold(80)
                    .permittedNumberOfCallsInHalfOpenState(2)
                    .waitDurationInOpenState(Duration.ofSeconds(5))
                    .build();

    private final Channel channel;
    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;
    private final MeterRegistry meters;

    GuardedChannel(Channel channel, MeterRegistry meters) {
        this.channel = channel;
        this.meters = meters;
        this.breaker = CircuitBreaker.of(channel.name(), BREAKER);
        this.bulkhead =
                Bulkhead.of(
                        channel.name(),
                        BulkheadConfig.custom()
                                .maxConcurrentCalls(channel.maxConcurrent())
                                .maxWaitDuration(Duration.ZERO)
                                .build());
        meters.gauge(
                "channel.breaker.closed",
                breaker,
                guarded -> guarded.getState() == State.CLOSED ? 1 : 0);
    }

    private static boolean isSilence(Object answer) {
        return answer instanceof ChannelAnswer said
                && said.verdict() == Verdict.UNCLEAR
                && said.rawCode() == null;
    }

    Channel channel() {
        return channel;
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    ChannelStatus status() {
        return new ChannelStatus(
                channel.name(),
                channel.priority(),
                channel.methods(),
                channel.currencies(),
                health());
    }

    private String health() {
        if (!channel.connected() || breaker.getState() == State.OPEN) {
            return "down";
        }
        boolean full = bulkhead.getMetrics().getAvailableConcurrentCalls() == 0;
        return full || breaker.getState() != State.CLOSED ? "degraded" : "up";
    }

    /** Moves money: refused while the breaker is not closed, or when too much is in flight. */
    ChannelAnswer moving(String operation, Supplier<ChannelAnswer> call) {
        if (breaker.getState() != State.CLOSED || !breaker.tryAcquirePermission()) {
            return measured(operation, () -> Answers.notSent("the channel's breaker is open"));
        }
        if (!bulkhead.tryAcquirePermission()) {
            breaker.releasePermission();
            return measured(operation, () -> Answers.notSent("too many operations are in flight"));
        }
        try {
            return observed(operation, call);
        } finally {
            bulkhead.onComplete();
        }
    }

    /** Repairs: let through whatever the breaker says; that a channel answers again shows here. */
    ChannelAnswer repairing(String operation, Supplier<ChannelAnswer> call) {
        return breaker.tryAcquirePermission()
                ? observed(operation, call)
                : measured(operation, call);
    }

    private ChannelAnswer observed(String operation, Supplier<ChannelAnswer> call) {
        long start = breaker.getCurrentTimestamp();
        ChannelAnswer answer = measured(operation, call);
        long took = breaker.getCurrentTimestamp() - start;
        TimeUnit unit = breaker.getTimestampUnit();
        if (answer.verdict() == Verdict.NOT_SENT) {
            breaker.releasePermission();
        } else {
            breaker.onResult(took, unit, answer);
        }
        return answer;
    }

    private ChannelAnswer measured(String operation, Supplier<ChannelAnswer> call) {
        long start = System.nanoTime();
        ChannelAnswer answer = safely(operation, call);
        meters.timer(
                        "channel.operation",
                        "channel",
                        channel.name(),
                        "operation",
                        operation,
                        "verdict",
                        answer.verdict().name())
                .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        if (answer.verdict() == Verdict.UNCLEAR || answer.verdict() == Verdict.NOT_SENT) {
            LOG.atWarn()
                    .addKeyValue("channel", channel.name())
                    .addKeyValue("channel.operation", operation)
                    .addKeyValue("channel.verdict", answer.verdict())
                    .addKeyValue("reason", answer.reason())
                    .log("channel.no_usable_answer");
        }
        return answer;
    }

    private ChannelAnswer safely(String operation, Supplier<ChannelAnswer> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("channel", channel.name())
                    .addKeyValue("channel.operation", operation)
                    .log("channel.adapter_failed");
            return Answers.unclear(null, "the adapter failed: " + e.getClass().getSimpleName());
        }
    }
}
