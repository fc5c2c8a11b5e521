package io.tollbridge.channel.channel;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.tollbridge.channel.guard.TimeLimit;
import io.tollbridge.contracts.channels.ChannelAnswer;
import io.tollbridge.contracts.channels.ChannelAnswer.Verdict;
import io.tollbridge.contracts.channels.ChannelStatus;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel behind its breaker, its time limit and two bulkheads: one for what moves money, one for
 * what finds out and undoes, so that neither takes the other's places. A place is free again when
 * the operation has ended, not when its caller has stopped waiting.
 */
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
    private final Bulkhead moves;
    private final Bulkhead repairs;
    private final MeterRegistry meters;

    GuardedChannel(Channel channel, MeterRegistry meters) {
        this.channel = channel;
        this.meters = meters;
        this.breaker = CircuitBreaker.of(channel.name(), BREAKER);
        this.moves = bulkhead(channel.name(), channel.maxConcurrent());
        this.repairs = bulkhead(channel.name() + "-repairs", channel.maxConcurrentRepairs());
        meters.gauge(
                "channel.breaker.closed",
                Tags.of("channel", channel.name()),
                breaker,
                guarded -> guarded.getState() == State.CLOSED ? 1 : 0);
    }

    private static Bulkhead bulkhead(String name, int places) {
        return Bulkhead.of(
                name,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(places)
                        .maxWaitDuration(Duration.ZERO)
                        .build());
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
        boolean full = moves.getMetrics().getAvailableConcurrentCalls() == 0;
        return full || breaker.getState() != State.CLOSED ? "degraded" : "up";
    }

    /**
     * Moves money: refused while the breaker is not closed, or when too much is in flight.
     *
     * @param late takes the answer when it comes after the time limit
     */
    ChannelAnswer moving(
            String operation, Supplier<ChannelAnswer> call, Consumer<ChannelAnswer> late) {
        if (breaker.getState() != State.CLOSED || !breaker.tryAcquirePermission()) {
            return measured(operation, () -> Answers.notSent("the channel's breaker is open"));
        }
        if (!moves.tryAcquirePermission()) {
            breaker.releasePermission();
            return measured(operation, () -> Answers.notSent("too many operations are in flight"));
        }
        return observed(operation, () -> limited(operation, moves, call, late));
    }

    /**
     * Repairs: let through whatever the breaker says; that a channel answers again shows here.
     *
     * @param late takes the answer when it comes after the time limit
     */
    ChannelAnswer repairing(
            String operation, Supplier<ChannelAnswer> call, Consumer<ChannelAnswer> late) {
        if (!repairs.tryAcquirePermission()) {
            return measured(operation, () -> Answers.notSent("too many repairs are in flight"));
        }
        Supplier<ChannelAnswer> limited = () -> limited(operation, repairs, call, late);
        return breaker.tryAcquirePermission()
                ? observed(operation, limited)
                : measured(operation, limited);
    }

    private ChannelAnswer limited(
            String operation,
            Bulkhead place,
            Supplier<ChannelAnswer> call,
            Consumer<ChannelAnswer> late) {
        long millis = channel.timeLimit().toMillis();
        return TimeLimit.within(
                channel.timeLimit(),
                () -> {
                    try {
                        return safely(operation, call);
                    } finally {
                        place.onComplete();
                    }
                },
                () -> Answers.unclear(null, "no answer within the limit of " + millis + " ms"),
                answer -> {
                    LOG.atWarn()
                            .addKeyValue("channel", channel.name())
                            .addKeyValue("channel.operation", operation)
                            .addKeyValue("channel.verdict", answer.verdict())
                            .log("channel.answered_after_limit");
                    late.accept(answer);
                });
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
        ChannelAnswer answer = call.get();
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
