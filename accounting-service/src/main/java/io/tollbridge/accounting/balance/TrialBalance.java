package io.tollbridge.accounting.balance;

import io.tollbridge.accounting.balance.BalanceStore.Head;
import io.tollbridge.accounting.balance.BalanceStore.Key;
import io.tollbridge.accounting.balance.BalanceStore.Part;
import io.tollbridge.accounting.posting.Account;
import io.tollbridge.accounting.posting.PostingStore;
import io.tollbridge.accounting.posting.PostingStore.Amount;
import io.tollbridge.kernel.Currency;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/**
 * All that is booked, in balance or not.
 *
 * <p>Balances are read first; postings and entries then count as far as those balances include
 * them, so that the three can be compared while new ones are booked. One that has waited too long
 * to be included counts too: nobody is going to count it any more.
 */
@Service
public class TrialBalance {

    private static final Comparator<Currency> BY_CODE = Comparator.comparing(Currency::code);

    private final BalanceStore balances;
    private final PostingStore postings;
    private final Clock systemClock;
    private final Duration countedWithin;

    public TrialBalance(
            BalanceStore balances,
            PostingStore postings,
            Clock systemClock,
            @Value("${tollbridge.accounting.counted-within:PT1M}") Duration countedWithin) {
        this.balances = balances;
        this.postings = postings;
        this.systemClock = systemClock;
        this.countedWithin = countedWithin;
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

        private static final Proof ZERO = new Proof(Sums.ZERO, Sums.ZERO, Sums.ZERO);

        public boolean isEqual() {
            return postings.equals(entries) && entries.equals(balances);
        }

        /**
         * By how much the sources differ, in minor units, both sides together: never negative, and
         * 0 when only the numbers of lines differ.
         */
        public BigInteger difference() {
            return spread(postings.debits(), entries.debits(), balances.debits())
                    .add(spread(postings.credits(), entries.credits(), balances.credits()));
        }

        private static BigInteger spread(BigInteger a, BigInteger b, BigInteger c) {
            return a.max(b).max(c).subtract(a.min(b).min(c));
        }

        private Proof plus(Proof other) {
            return new Proof(
                    postings.plus(other.postings),
                    entries.plus(other.entries),
                    balances.plus(other.balances));
        }
    }

    /** The proof of every account that any of the three sources knows. */
    public record Result(Map<Currency, Map<Account, Proof>> accounts) {

        /** All accounts of a currency together. */
        public Proof of(Currency currency) {
            return accounts.getOrDefault(currency, Map.of()).values().stream()
                    .reduce(Proof.ZERO, Proof::plus);
        }

        /** The accounts of a currency whose sums are not the same in all three. */
        public NavigableMap<Account, Proof> unproven(Currency currency) {
            var unproven = new TreeMap<>(accounts.getOrDefault(currency, Map.of()));
            unproven.values().removeIf(Proof::isEqual);
            return unproven;
        }
    }

    /** Reads the balances only. */
    public Totals totals() {
        return totals(balances.parts());
    }

    /** Reads every posting and every entry too. */
    public Result proven() {
        var parts = balances.parts();
        var due = due(parts, systemClock.instant().minus(countedWithin));
        var proofs = new TreeMap<Currency, Map<Account, Proof>>(BY_CODE);
        merge(proofs, totals(parts), sums -> new Proof(Sums.ZERO, Sums.ZERO, sums));
        merge(
                proofs,
                totals(postings::eachPostedAmount, due),
                sums -> new Proof(sums, Sums.ZERO, Sums.ZERO));
        merge(
                proofs,
                totals(postings::eachEntryAmount, due),
                sums -> new Proof(Sums.ZERO, sums, Sums.ZERO));
        return new Result(proofs);
    }

    /** Whether an amount must be in the sums of these parts by now. */
    private static Predicate<Amount> due(List<Part> parts, Instant cutoff) {
        var heads = parts.stream().collect(Collectors.toMap(Part::name, Part::head));
        return amount -> {
            var place = amount.place();
            var head = heads.getOrDefault(Balances.part(place, amount.period()), Head.NONE);
            return head.includes(place) || amount.storedAt().isBefore(cutoff);
        };
    }

    private static void merge(
            Map<Currency, Map<Account, Proof>> proofs,
            Totals totals,
            Function<Sums, Proof> ofSource) {
        totals.accounts()
                .forEach((currency, accounts) -> {
                    var known = proofs.computeIfAbsent(currency, _ -> new TreeMap<>());
                    accounts.forEach((account, sums) ->
                            known.merge(account, ofSource.apply(sums), Proof::plus));
                });
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

    private static Totals totals(Consumer<Consumer<Amount>> source, Predicate<Amount> due) {
        var totals = new TreeMap<Currency, Map<Account, Sums>>(BY_CODE);
        source.accept(amount -> {
            if (due.test(amount)) {
                totals.computeIfAbsent(amount.currency(), _ -> new TreeMap<>())
                        .merge(
                                amount.account(),
                                Sums.ZERO.plus(amount.side(), amount.amount()),
                                Sums::plus);
            }
        });
        return new Totals(totals);
    }
}
