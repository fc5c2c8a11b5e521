package io.tollbridge.accounting.balance;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Shows {@code ledger_imbalance} per currency: debits less credits. Anything but 0 is an alarm. */
@Component
class ImbalanceGauge {

    private final TrialBalance trialBalance;
    private final MultiGauge gauge;

    ImbalanceGauge(TrialBalance trialBalance, MeterRegistry meters) {
        this.trialBalance = trialBalance;
        this.gauge =
                MultiGauge.builder("ledger.imbalance")
                        .description("debits less credits, in minor units")
                        .register(meters);
    }

    @Scheduled(fixedDelayString = "${tollbridge.accounting.imbalance-every:PT1M}")
    void refresh() {
        var totals = trialBalance.totals();
        gauge.register(
                totals.accounts().keySet().stream()
                        .map(currency ->
                                MultiGauge.Row.of(
                                        Tags.of("currency", currency.code()),
                                        totals.of(currency).difference()))
                        .toList(),
                true);
    }
}
