package io.tollbridge.accounting.balance;

import io.tollbridge.accounting.balance.BalanceStore.Head;
import io.tollbridge.accounting.balance.BalanceStore.Key;
import io.tollbridge.accounting.balance.BalanceStore.Part;
import io.tollbridge.accounting.posting.Account;
import io.tollbridge.accounting.posting.PostingStore;
import io.tollbridge.accounting.posting.PostingStore.Amount;
import io.tollbridge.kernel.Currency;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/**
 * All that is booked, in balance or not.
 *
 * <p>Balances are read first; postings and entries then count only as far as those balances include
 * them. So the three can be compared while new ones are booked.
 */
@Service
public class TrialBalance {

    private static final Comparator<Currency> BY_CODE = Comparator.comparing(Currency::code);

    private final BalanceStore balances;
    private final PostingStore postings;

    public TrialBalance(BalanceStore balances, PostingStore postings) {
        this.balances = balances;
        this.postings = postings;
    }

    /** What the accounts hold, by currency. */
    public record Totals(Map<Currency, Map<Account, Sums>> accounts) {

        /** All accounts of a currency together. */
        public Sums of(Currency currency) {
            return accounts.getOrDefault(currency, Map.of()).values().stream()
                    .reduce(Sums.ZERO, Sums::plus);
        }
    }

    /** The same sums from three sources: A, B and C of the trial balance. */
    public record Proof(Sums postings, Sums entries, Sums balances) {
        public boolean isEqual() {
            return postings.equals(entries) && entries.equals(balances);
        }
    }

    /** Totals of the balances, and the proof where it was asked for. */
    public record Result(Totals totals, Map<Currency, Proof> proofs) {}

    /** Reads the balances only. */
    public Totals totals() {
        return totals(balances.parts());
    }

    /** Reads every posting and every entry too. */
    public Result proven() {
        var parts = balances.parts();
        var totals = totals(parts);
        var heads = parts.stream().collect(Collectors.toMap(Part::name, Part::head));
        var posted = sums(postings::eachPostedAmount, heads);
        var entered = sums(postings::eachEntryAmount, heads);
        var proofs = new TreeMap<Currency, Proof>(BY_CODE);
        for (var known : List.of(totals.accounts(), posted, entered)) {
            for (Currency currency : known.keySet()) {
                proofs.put(
                        currency,
                        new Proof(
                                posted.getOrDefault(currency, Sums.ZERO),
                                entered.getOrDefault(currency, Sums.ZERO),
                                totals.of(currency)));
            }
        }
        return new Result(totals, proofs);
    }

    private static Totals totals(List<Part> parts) {
        var totals = new TreeMap<Currency, Map<Account, Sums>>(BY_CODE);
        for (Part part : parts) {
            part.sums()
                    .forEach((Key key, Sums sums) ->
                            totals.computeIfAbsent(key.currency(), _ -> new TreeMap<>())
                                    .merge(key.account(), sums, Sums::plus));
        }
        return new Totals(totals);
    }

    private static Map<Currency, Sums> sums(
            Consumer<Consumer<Amount>> source, Map<String, Head> heads) {
        var sums = new TreeMap<Currency, Sums>(BY_CODE);
        source.accept(amount -> {
            var place = amount.place();
            var head = heads.getOrDefault(Balances.part(place, amount.period()), Head.NONE);
            if (head.includes(place.partition(), place.offset())) {
                sums.merge(
                        amount.currency(),
                        Sums.ZERO.plus(amount.side(), amount.amount()),
                        Sums::plus);
            }
        });
        return sums;
    }
}
