package io.tollbridge.accounting.balance;

import io.tollbridge.contracts.ledger.LedgerApi;
import io.tollbridge.contracts.ledger.TrialBalanceLine;
import java.util.List;
import org.springframework.web.bind.annotation.RestController;

/** The trial balance for sibling services: the balances alone, cheap enough to be polled. */
@RestController
class SiblingController implements LedgerApi {

    private final TrialBalance trialBalance;

    SiblingController(TrialBalance trialBalance) {
        this.trialBalance = trialBalance;
    }

    @Override
    public List<TrialBalanceLine> trialBalance() {
        var totals = trialBalance.totals();
        return totals.accounts().keySet().stream()
                .map(currency -> {
                    Sums sums = totals.of(currency);
                    return new TrialBalanceLine(
                            currency.code(), sums.debits(), sums.credits(), sums.difference());
                })
                .toList();
    }
}
