package io.tollbridge.settlement.balance;

import io.tollbridge.contracts.channels.BankApi;
import io.tollbridge.contracts.reconciliation.PayoutMatched;
import io.tollbridge.contracts.reconciliation.PayoutReturned;
import io.tollbridge.starter.event.EventEnvelope;
import io.tollbridge.starter.event.EventSubscription;
import io.tollbridge.starter.http.ServiceClients;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The bank: instructed over HTTP, believed when reconciliation has found the whole amount on its
 * statement. An entry of another amount moves nothing here: it is a break.
 */
@Configuration
class BankListener {

    private static final Logger log = LoggerFactory.getLogger(BankListener.class);

    @Bean
    static BankApi bankApi(ServiceClients clients) {
        return clients.of("channel", BankApi.class);
    }

    @Bean
    EventSubscription payoutsShown(PayoutService payouts, CassandraPayoutIndexStore index) {
        return new EventSubscription(
                "settlement-bank",
                Set.of(PayoutMatched.class, PayoutReturned.class),
                batch -> batch.forEach(event -> handle(event, payouts, index)));
    }

    private static void handle(
            EventEnvelope event, PayoutService payouts, CassandraPayoutIndexStore index) {
        if (event.is(PayoutMatched.class)) {
            var shown = event.as(PayoutMatched.class);
            var debited = new PayoutEvent.Debited(shown.date(), shown.bankReference());
            take(shown.payoutId(), debited, payouts, index);
        } else {
            var back = event.as(PayoutReturned.class);
            var returned = new PayoutEvent.Returned(back.bankReference());
            take(back.payoutId(), returned, payouts, index);
        }
    }

    private static void take(
            String payoutId,
            PayoutEvent known,
            PayoutService payouts,
            CassandraPayoutIndexStore index) {
        var key = index.balanceOf(payoutId);
        if (key.isEmpty()) {
            return; // the other mode's
        }
        try {
            payouts.step(key.get(), payoutId, known);
        } catch (PayoutLifecycle.RefusedStep e) { // for a person to look at; nothing to repeat
            log.atError()
                    .addKeyValue("payout.id", payoutId)
                    .setCause(e)
                    .log("payout.statement_contradicts");
        }
    }
}
