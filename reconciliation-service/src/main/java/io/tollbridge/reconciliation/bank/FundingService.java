package io.tollbridge.reconciliation.bank;

import io.tollbridge.contracts.channels.StatementTotal;
import io.tollbridge.reconciliation.bank.CassandraFundingStore.Expected;
import io.tollbridge.reconciliation.bank.CassandraFundingStore.Funding;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Service;

/** Keeps what channels owe us for their days. */
@Service
public class FundingService {

    private final CassandraFundingStore store;

    FundingService(CassandraFundingStore store) {
        this.store = store;
    }

    /** A channel's day is matched: its net, with what is carried, is owed per currency. */
    public void owed(String channel, LocalDate date, List<StatementTotal> totals) {
        for (var total : totals) {
            var currency = total.net().currency();
            var carried =
                    store.before(channel, currency, date)
                            .map(day -> FundingPolicy.expected(total.net(), day.expected()))
                            .orElse(total.net());
            var owed = new Funding(channel, date, total.net(), carried, null);
            store.put(owed);
            boolean shown =
                    store.funding(channel, currency, date)
                            .map(known -> known.bankReference() != null)
                            .orElse(false);
            if (carried.isPositive() && !shown) {
                store.expect(Expected.Kind.FUNDING, owed.key(), date);
            }
        }
    }
}
