package io.tollbridge.contracts.ledger;

import java.util.List;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** What siblings ask the ledger. */
@HttpExchange("/internal/v1/ledger")
public interface LedgerApi {

    /** The sums of all accounts, a line per currency that was ever booked. */
    @GetExchange("/trial-balance")
    List<TrialBalanceLine> trialBalance();
}
