package io.tollbridge.settlement.balance;

import io.tollbridge.settlement.balance.CassandraPayoutIndexStore.Waiting;
import io.tollbridge.settlement.terms.MerchantTerms;
import io.tollbridge.settlement.terms.Merchants;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Pays out balances that have money, and finishes payouts that stopped half-way. Several instances
 * may sweep at once: every step is conditional or repeatable.
 */
@Component
class PayoutSweeper {

    private static final Logger log = LoggerFactory.getLogger(PayoutSweeper.class);
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);

    private final CassandraPayoutIndexStore index;
    private final PayoutService payouts;
    private final Merchants merchants;
    private final InstantSource clock;
    private final Map<Waiting, Looked> looked = new HashMap<>();

    PayoutSweeper(
            CassandraPayoutIndexStore index,
            PayoutService payouts,
            Merchants merchants,
            InstantSource clock) {
        this.index = index;
        this.payouts = payouts;
        this.merchants = merchants;
        this.clock = clock;
    }

    /** What was seen when a waiting balance was last looked at. */
    private record Looked(long profileVersion, Instant at) {}

    @Scheduled(fixedDelayString = "${tollbridge.settlement.sweep-interval}")
    synchronized void sweep() {
        var seen = new HashSet<Waiting>();
        for (int slot = 0; slot < CassandraPayoutIndexStore.SLOTS; slot++) {
            for (var due : index.due(slot)) {
                attempt(due.payoutId(), () -> payouts.resume(due));
            }
            for (var waiting : index.waiting(slot)) {
                seen.add(waiting);
                merchants.find(waiting.key().merchant()).ifPresent(terms -> look(waiting, terms));
            }
        }
        looked.keySet().retainAll(seen);
    }

    /** Looks at a balance when something has changed for it, else only now and then. */
    private void look(Waiting waiting, MerchantTerms terms) {
        var now = clock.instant();
        long version = terms.profile().version();
        var last = looked.get(waiting);
        boolean same =
                last != null
                        && last.profileVersion() == version
                        && now.isBefore(last.at().plus(LOOK_AGAIN));
        if (!same) {
            looked.put(waiting, new Looked(version, now));
            attempt(waiting.key().merchant().value(), () -> payouts.consider(waiting, terms));
        }
    }

    private static void attempt(String id, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) { // one payout's trouble must not stop the others
            log.atError().addKeyValue("payout.id", id).setCause(e).log("payout.stuck");
        }
    }
}
