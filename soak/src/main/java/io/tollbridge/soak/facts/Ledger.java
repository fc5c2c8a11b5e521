package io.tollbridge.soak.facts;

import java.util.List;
import java.util.Map;

/**
 * The ledger: its postings as stored, and what its API says of its accounts.
 *
 * @param net debits less credits in minor units, by account and currency, as in {@code 1010:x EUR}
 * @param proven the ledger's own proof: sums of postings, entries and balances are the same
 */
public record Ledger(List<Posting> postings, Map<String, Long> net, boolean proven) {

    public Ledger {
        postings = List.copyOf(postings);
        net = Map.copyOf(net);
    }
}
