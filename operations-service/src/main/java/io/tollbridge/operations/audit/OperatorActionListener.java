package io.tollbridge.operations.audit;

import io.tollbridge.contracts.operations.OperatorActionBegun;
import io.tollbridge.contracts.operations.OperatorActionEnded;
import io.tollbridge.starter.event.EventEnvelope;
import io.tollbridge.starter.event.EventSubscription;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Takes into the trail what operators did in other services. */
@Component
class OperatorActionListener {

    private final AuditTrail trail;

    OperatorActionListener(AuditTrail trail) {
        this.trail = trail;
    }

    @Bean
    EventSubscription operatorActions() {
        return new EventSubscription(
                "operations-audit",
                Set.of(OperatorActionBegun.class, OperatorActionEnded.class),
                this::handle);
    }

    private void handle(List<EventEnvelope> events) {
        events.forEach(this::handle);
    }

    private void handle(EventEnvelope event) {
        if (event.is(OperatorActionBegun.class)) {
            var asked = event.as(OperatorActionBegun.class).action();
            trail.record(AuditAction.begun(asked), asked.begunAt());
        } else {
            var ended = event.as(OperatorActionEnded.class);
            String detail = Objects.requireNonNullElse(ended.problem(), "");
            trail.record(
                    AuditAction.ended(ended.action(), ended.status(), detail), ended.endedAt());
        }
    }
}
