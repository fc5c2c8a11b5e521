package io.tollbridge.settlement.balance;

import io.tollbridge.contracts.channels.BankApi;
import io.tollbridge.contracts.channels.BankEntry;
import io.tollbridge.starter.event.EventEnvelope;
import io.tollbridge.starter.event.EventSubscription;
import io.tollbridge.starter.http.ServiceClients;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The bank: instructed over HTTP, believed when its statement says so. */
@Configuration
class BankListener {

    private static final Logger log = LoggerFactory.getLogger(BankListener.class);

    @Bean
    static BankApi bankApi(ServiceClients clients) {
        return clients.of("channel", BankApi.class);
    }

    @Bean
    EventSubscription bankEntries(PayoutService payouts, CassandraPayoutIndexStore index) {
        return new EventSubscription(
                "settlement-bank",
                Set.of(BankEntry.class),
                batch -> batch.forEach(event -> handle(event, payouts, index)));
    }

    private static void handle(
            EventEnvelope event, PayoutService payouts, CassandraPayoutIndexStore index) {
        var entry = event.as(BankEntry.class);
        var known = eventOf(entry);
        String payoutId = entry.endToEndId();
        if (known == null || payoutId == null) {
            return;
        }
        var key = index.balanceOf(payoutId);
        if (key.isEmpty()) {
            return; // not ours: reconciliation opens a break
        }
        try {
            payouts.step(key.get(), payoutId, known);
        } catch (PayoutLifecycle.RefusedStep e) { // reconciliation sees it too; nothing to repeat
            log.atError()
                    .addKeyValue("payout.id", payoutId)
                    .addKeyValue("bank.reference", entry.bankReference())
                    .setCause(e)
                    .log("payout.statement_contradicts");
        }
    }

    private static @Nullable PayoutEvent eventOf(BankEntry entry) {
        if (entry.returned()) {
            return new PayoutEvent.Returned(entry.bankReference());
        }
        return entry.credit() ? null : new PayoutEvent.Debited(entry.date(), entry.bankReference());
    }
}
