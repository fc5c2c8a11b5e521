package io.tollbridge.finance.report;

import io.tollbridge.contracts.ledger.JournalPosted;
import io.tollbridge.contracts.reconciliation.LineMatched;
import io.tollbridge.contracts.settlements.SettlementClosed;
import io.tollbridge.contracts.settlements.SettlementItemAdded;
import io.tollbridge.starter.event.EventEnvelope;
import io.tollbridge.starter.event.EventSubscription;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the reports are made from. */
@Configuration(proxyBeanMethods = false)
class ReportListener {

    @Bean
    EventSubscription reports(CassandraReportRows rows) {
        return new EventSubscription(
                "finance",
                Set.of(
                        JournalPosted.class,
                        SettlementItemAdded.class,
                        SettlementClosed.class,
                        LineMatched.class),
                batch -> {
                    var writes = rows.writes();
                    batch.forEach(event -> keep(event, writes));
                    writes.execute();
                });
    }

    private static void keep(EventEnvelope event, CassandraReportRows.Writes writes) {
        if (event.is(JournalPosted.class)) {
            writes.journal(event.as(JournalPosted.class));
        } else if (event.is(SettlementItemAdded.class)) {
            writes.item(event.as(SettlementItemAdded.class), event.id(), event.at());
        } else if (event.is(SettlementClosed.class)) {
            writes.closed(event.as(SettlementClosed.class));
        } else {
            writes.matched(event.as(LineMatched.class), event.id(), event.at());
        }
    }
}
