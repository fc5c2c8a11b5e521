package io.tollbridge.reconciliation.bank;

import io.tollbridge.contracts.channels.BankEntry;
import io.tollbridge.contracts.channels.BankStatementCompleted;
import io.tollbridge.contracts.settlements.PayoutCreated;
import io.tollbridge.contracts.settlements.PayoutFailed;
import io.tollbridge.contracts.settlements.PayoutSent;
import io.tollbridge.contracts.settlements.PayoutView;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import io.tollbridge.reconciliation.bank.CassandraFundingStore.Expected;
import io.tollbridge.starter.event.EventEnvelope;
import io.tollbridge.starter.event.EventSubscription;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Bank statements, and the payouts that must be on them. */
@Configuration
class BankListener {

    private final BankService entries;
    private final CassandraFundingStore fundings;
    private final boolean live;

    BankListener(
            BankService entries,
            CassandraFundingStore fundings,
            @Value("${tollbridge.mode}") String mode) {
        this.entries = entries;
        this.fundings = fundings;
        this.live = Mode.ofWire(mode).isLive();
    }

    @Bean
    EventSubscription bankStatements() {
        return new EventSubscription(
                "reconciliation-bank",
                Set.of(BankEntry.class, BankStatementCompleted.class),
                this::takeStatements);
    }

    @Bean
    EventSubscription payoutsMade() {
        return new EventSubscription(
                "reconciliation-payouts",
                Set.of(PayoutCreated.class, PayoutSent.class, PayoutFailed.class),
                this::takePayouts);
    }

    private void takeStatements(List<EventEnvelope> events) {
        for (var event : events) {
            if (event.is(BankEntry.class)) {
                entries.take(event.as(BankEntry.class));
            } else {
                entries.complete(event.as(BankStatementCompleted.class));
            }
        }
    }

    private void takePayouts(List<EventEnvelope> events) {
        for (var event : events) {
            if (event.is(PayoutCreated.class)) {
                made(event.as(PayoutCreated.class).payout());
            } else if (event.is(PayoutSent.class)) {
                var sent = event.as(PayoutSent.class).payout();
                made(sent);
                expect(sent);
            } else {
                fundings.noMore(Expected.Kind.PAYOUT, event.as(PayoutFailed.class).payout().id());
            }
        }
    }

    /** A payout of the other mode is on no statement of this platform's bank account. */
    private void made(PayoutView payout) {
        if (payout.livemode() == live) {
            fundings.put(
                    payout.id(), payout.merchantId(), Money.of(payout.amount(), payout.currency()));
        }
    }

    private void expect(PayoutView payout) {
        boolean shown =
                fundings.payout(payout.id())
                        .map(CassandraFundingStore.Payout::bankReference)
                        .isPresent();
        if (!shown && payout.livemode() == live) {
            var since = LocalDate.ofInstant(payout.created(), ZoneOffset.UTC);
            fundings.expect(Expected.Kind.PAYOUT, payout.id(), since);
        }
    }
}
