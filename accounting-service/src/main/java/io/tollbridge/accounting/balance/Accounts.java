package io.tollbridge.accounting.balance;

import io.tollbridge.accounting.balance.BalanceStore.Key;
import io.tollbridge.accounting.posting.Account;
import io.tollbridge.accounting.posting.Chart;
import io.tollbridge.accounting.posting.Entry;
import io.tollbridge.accounting.posting.PostingStore;
import io.tollbridge.accounting.posting.PostingStore.After;
import io.tollbridge.accounting.posting.PostingStore.Hour;
import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.MerchantId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Service;

/** What accounts hold, and the entries that made it. */
@Service
class Accounts {

    private static final int LAST_HOUR = 23;

    private final BalanceStore balances;
    private final PostingStore postings;

    Accounts(BalanceStore balances, PostingStore postings) {
        this.balances = balances;
        this.postings = postings;
    }

    /** What an account holds in one currency. */
    record Held(Account account, Currency currency, Sums sums) {

        /** Its place in a list of all. */
        String place() {
            return account + " " + currency;
        }

        Held plus(Held other) {
            return new Held(account, currency, sums.plus(other.sums));
        }
    }

    /** A place in an account's entries, newest first. */
    record Position(LocalDate period, int slot, After after) {

        static final Position NEWEST = new Position(LocalDate.MAX, LAST_HOUR, After.START);

        static Position of(Entry entry) {
            var hour = Hour.of(entry.account(), entry.at());
            return new Position(
                    hour.period(),
                    hour.slot(),
                    new After(entry.at(), entry.postingId(), entry.line()));
        }
    }

    List<Held> all() {
        return sorted(
                balances.parts().stream()
                        .flatMap(part -> part.sums().entrySet().stream())
                        .toList());
    }

    List<Held> ofMerchant(MerchantId merchant) {
        return of(
                Arrays.stream(Chart.values())
                        .filter(chart -> chart.owner() == Chart.Owner.MERCHANT)
                        .map(chart -> chart.of(merchant.value()))
                        .toList());
    }

    List<Held> of(Collection<Account> accounts) {
        return sorted(balances.ofAccounts(accounts).entrySet());
    }

    /** All days of an account in one currency become one line. */
    private static List<Held> sorted(Collection<Map.Entry<Key, Sums>> days) {
        var held = new TreeMap<String, Held>();
        for (var day : days) {
            Key key = day.getKey();
            var one = new Held(key.account(), key.currency(), day.getValue());
            held.merge(one.place(), one, Held::plus);
        }
        return List.copyOf(held.values());
    }

    /** Entries after a place, newest first: those of the days that were counted. */
    List<Entry> entries(Account account, Position from, int wanted) {
        var days =
                balances.ofAccounts(List.of(account)).keySet().stream()
                        .map(Key::period)
                        .filter(day -> !day.isAfter(from.period))
                        .distinct()
                        .sorted(Comparator.reverseOrder())
                        .toList();
        var found = new ArrayList<Entry>();
        for (LocalDate day : days) {
            boolean resumed = day.equals(from.period);
            int newest = resumed ? from.slot : LAST_HOUR;
            for (int slot = newest; slot >= 0 && found.size() < wanted; slot--) {
                var after = resumed && slot == newest ? from.after : After.START;
                var hour = new Hour(account, day, slot);
                found.addAll(postings.entries(hour, after, wanted - found.size()));
            }
        }
        return found;
    }
}
