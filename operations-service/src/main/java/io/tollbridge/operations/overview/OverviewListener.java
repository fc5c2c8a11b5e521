package io.tollbridge.operations.overview;

import io.tollbridge.contracts.channels.BankStatementCompleted;
import io.tollbridge.contracts.channels.StatementCompleted;
import io.tollbridge.contracts.compensation.CaseExhausted;
import io.tollbridge.contracts.compensation.CaseOpened;
import io.tollbridge.contracts.compensation.CaseResolved;
import io.tollbridge.contracts.compensation.CaseView;
import io.tollbridge.contracts.reconciliation.BreakOpened;
import io.tollbridge.contracts.reconciliation.BreakResolved;
import io.tollbridge.contracts.reconciliation.BreakView;
import io.tollbridge.contracts.reconciliation.DayClosed;
import io.tollbridge.operations.overview.OpenItem.Kind;
import io.tollbridge.starter.event.EventEnvelope;
import io.tollbridge.starter.event.EventSubscription;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Follows what opens and closes: cases, breaks, days. Rare events, so one write each. */
@Component
class OverviewListener {

    private final CassandraOverviewStore store;
    private final JsonMapper json;

    private record AboutCase(CaseView compensation) {}

    private record AboutBreak(BreakView difference) {}

    OverviewListener(CassandraOverviewStore store, JsonMapper json) {
        this.store = store;
        this.json = json;
    }

    @Bean
    EventSubscription openAndClosed() {
        return new EventSubscription(
                "operations-overview",
                Set.of(
                        CaseOpened.class,
                        CaseExhausted.class,
                        CaseResolved.class,
                        BreakOpened.class,
                        BreakResolved.class,
                        DayClosed.class,
                        StatementCompleted.class,
                        BankStatementCompleted.class),
                this::handle);
    }

    private void handle(List<EventEnvelope> events) {
        events.forEach(this::handle);
    }

    private void handle(EventEnvelope event) {
        if (event.is(CaseOpened.class) || event.is(CaseExhausted.class)) {
            var about = event.as(AboutCase.class).compensation();
            store.opened(
                    new OpenItem(
                            Kind.UNKNOWN_ATTEMPT,
                            about.attempt().value(),
                            about.openedAt(),
                            json.writeValueAsBytes(about)),
                    event.sequence());
        } else if (event.is(CaseResolved.class)) {
            var about = event.as(AboutCase.class).compensation();
            store.done(Kind.UNKNOWN_ATTEMPT, about.attempt().value(), event.sequence());
        } else if (event.is(BreakOpened.class)) {
            var about = event.as(AboutBreak.class).difference();
            store.opened(
                    new OpenItem(
                            Kind.BREAK,
                            about.id(),
                            about.openedAt(),
                            json.writeValueAsBytes(about)),
                    event.sequence());
        } else if (event.is(BreakResolved.class)) {
            store.done(Kind.BREAK, event.as(AboutBreak.class).difference().id(), event.sequence());
        } else {
            day(event);
        }
    }

    private void day(EventEnvelope event) {
        if (event.is(DayClosed.class)) {
            var day = event.as(DayClosed.class);
            store.closed(day.date(), day.channel(), event.at(), day.matched(), day.breaks());
        } else if (event.is(StatementCompleted.class)) {
            var statement = event.as(StatementCompleted.class);
            store.received(statement.date(), statement.channel(), event.at(), statement.rows());
        } else {
            var statement = event.as(BankStatementCompleted.class);
            store.received(statement.date(), statement.bank(), event.at(), statement.entries());
        }
    }
}
