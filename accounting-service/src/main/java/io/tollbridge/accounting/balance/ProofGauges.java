package io.tollbridge.accounting.balance;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.tollbridge.accounting.balance.TrialBalance.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Proves the ledger again and again, and shows what is not proven. Journals balance by
 * construction, so debits less credits stay 0 even when a posting was never counted; only the
 * comparison of balances with postings sees that.
 *
 * <ul>
 *   <li>{@code ledger_accounts_unproven}: how many accounts differ; always there, 0 is proven
 *   <li>{@code ledger_difference{account, currency}}: by how much, in minor units; only for those
 *   <li>{@code ledger_imbalance{currency}}: debits less credits of the balances
 *   <li>{@code ledger_proof_age}: seconds since a proof has come to its end; the other three are of
 *       that one
 * </ul>
 */
@Component
class ProofGauges {

    private static final Logger log = LoggerFactory.getLogger(ProofGauges.class);

    private final TrialBalance trialBalance;
    private final MultiGauge differences;
    private final MultiGauge imbalances;
    private final AtomicInteger unproven;
    private volatile long provenAtNanos = System.nanoTime(); // from the start: a first one is due

    ProofGauges(TrialBalance trialBalance, MeterRegistry meters) {
        this.trialBalance = trialBalance;
        this.differences =
                MultiGauge.builder("ledger.difference")
                        .description("postings, entries and balances apart, in minor units")
                        .register(meters);
        this.imbalances =
                MultiGauge.builder("ledger.imbalance")
                        .description("debits less credits, in minor units")
                        .register(meters);
        this.unproven = meters.gauge("ledger.accounts.unproven", new AtomicInteger());
        Gauge.builder("ledger.proof.age", this, ProofGauges::ageSeconds)
                .description("since the last proof")
                .baseUnit("seconds")
                .register(meters);
    }

    private double ageSeconds() {
        return Duration.ofNanos(System.nanoTime() - provenAtNanos).toMillis() / 1_000.0;
    }

    @Scheduled(fixedDelayString = "${tollbridge.accounting.prove-every:PT5M}")
    void prove() {
        Result result = trialBalance.proven();
        var differing = new ArrayList<MultiGauge.Row<?>>();
        var unbalanced = new ArrayList<MultiGauge.Row<?>>();
        for (var currency : result.accounts().keySet()) {
            var ofCurrency = Tags.of("currency", currency.code());
            unbalanced.add(
                    MultiGauge.Row.of(ofCurrency, result.of(currency).balances().difference()));
            var accounts = result.unproven(currency);
            accounts.forEach((account, proof) ->
                    differing.add(
                            MultiGauge.Row.of(
                                    ofCurrency.and("account", account.toString()),
                                    proof.difference())));
            if (!accounts.isEmpty()) {
                log.atError()
                        .addKeyValue("ledger.currency", currency)
                        .addKeyValue("ledger.accounts", accounts.size())
                        .addKeyValue("ledger.first", accounts.firstEntry())
                        .log("ledger.unproven");
            }
        }
        differences.register(differing, true);
        imbalances.register(unbalanced, true);
        unproven.set(differing.size());
        provenAtNanos = System.nanoTime();
    }
}
