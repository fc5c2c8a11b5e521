package io.tollbridge.soak.facts;

import java.util.List;
import java.util.Map;

/**
 * Everything that was found, each part from a source of its own.
 *
 * @param calls the clients' history
 * @param payments core-engine's log, by payment
 * @param topic {@code payments} from its first record, in the order of each partition
 * @param recorded how many events of a payment the record has
 * @param books facts on which two books differ, in words
 */
public record Facts(
        List<Call> calls,
        Map<String, StoredPayment> payments,
        List<Told> topic,
        Map<String, Long> recorded,
        List<Booked> acquirer,
        List<BankEntry> bank,
        Ledger ledger,
        List<Batch> batches,
        List<Payout> payouts,
        List<Break> breaks,
        Webhooks webhooks,
        Rest rest,
        List<Probe> probes,
        List<String> books) {

    public Facts {
        calls = List.copyOf(calls);
        payments = Map.copyOf(payments);
        topic = List.copyOf(topic);
        recorded = Map.copyOf(recorded);
        acquirer = List.copyOf(acquirer);
        bank = List.copyOf(bank);
        batches = List.copyOf(batches);
        payouts = List.copyOf(payouts);
        breaks = List.copyOf(breaks);
        probes = List.copyOf(probes);
        books = List.copyOf(books);
    }
}
