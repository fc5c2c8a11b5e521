package io.tollbridge.reconciliation.day;

import io.tollbridge.contracts.channels.StatementCompleted;
import io.tollbridge.contracts.channels.StatementLine;
import io.tollbridge.starter.event.EventEnvelope;
import io.tollbridge.starter.event.EventSubscription;
import io.tollbridge.starter.event.NotYetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Takes in statements, and has each matched when it is complete and payments are read up to it. */
@Configuration
class StatementListener {

    private final CassandraStatementStore statements;
    private final DayService days;
    private final PaymentsListener payments;
    private final Map<String, Map<TopicPartition, Long>> marks = new HashMap<>();

    StatementListener(
            CassandraStatementStore statements, DayService days, PaymentsListener payments) {
        this.statements = statements;
        this.days = days;
        this.payments = payments;
    }

    @Bean
    EventSubscription channelStatements() {
        return new EventSubscription(
                "reconciliation-statements",
                Set.of(StatementLine.class, StatementCompleted.class),
                this::handle);
    }

    synchronized void handle(List<EventEnvelope> events) {
        var lines = new ArrayList<StatementLine>();
        for (var event : events) {
            if (event.is(StatementLine.class)) {
                lines.add(event.as(StatementLine.class));
            } else {
                statements.addLines(lines);
                lines.clear();
                complete(event.id(), event.as(StatementCompleted.class));
            }
        }
        statements.addLines(lines);
    }

    private void complete(String eventId, StatementCompleted statement) {
        if (!days.isDecided(statement)) {
            var ends = marks.computeIfAbsent(eventId, _ -> payments.ends());
            if (!payments.hasRead(ends)) {
                throw new NotYetException(eventId + ": waits until payments are read");
            }
            marks.remove(eventId);
        }
        days.reconcile(statement);
    }
}
