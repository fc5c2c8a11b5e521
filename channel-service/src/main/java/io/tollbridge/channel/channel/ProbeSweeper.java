package io.tollbridge.channel.channel;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.tollbridge.contracts.channels.OriginalOperation;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Closes breakers: asks a channel for an operation that never was, until it answers again. */
@Component
class ProbeSweeper {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ChannelRegistry channels;
    private final InstantSource clock;

    ProbeSweeper(ChannelRegistry channels, InstantSource clock) {
        this.channels = channels;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 2_000)
    void probe() {
        for (GuardedChannel guarded : channels.all()) {
            if (guarded.breaker().getState() != State.CLOSED
                    && guarded.channel() instanceof Queries able
                    && able.connected()) {
                var _ = guarded.repairing("probe", () -> able.query(nothing(), PATIENCE), _ -> {});
            }
        }
    }

    private OriginalOperation nothing() {
        return new OriginalOperation(
                new AttemptId("att_probe"),
                clock.instant(),
                "authorise",
                Money.of(1, "EUR"),
                new MerchantId("mch_probe"),
                Mode.TEST);
    }
}
