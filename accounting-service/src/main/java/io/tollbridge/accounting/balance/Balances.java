package io.tollbridge.accounting.balance;

import io.tollbridge.accounting.balance.BalanceStore.Head;
import io.tollbridge.accounting.balance.BalanceStore.Key;
import io.tollbridge.accounting.posting.Place;
import io.tollbridge.accounting.posting.Posting;
import io.tollbridge.starter.event.NotYetException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/**
 * Counts postings into balances, each once.
 *
 * <p>What was read or written is remembered between batches. It is only a guess: a write applies to
 * the version it was computed from and to no other.
 */
@Service
public class Balances {

    private static final int TRIES = 5;
    private static final int ROWS_REMEMBERED = 20_000;

    private final BalanceStore store;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    public Balances(BalanceStore store) {
        this.store = store;
    }

    /** Belongs to whoever took it out of the map; so its sums may be added to. */
    private record Seen(Head head, Map<Key, Sums> sums) {}

    /** The part that counts a record. */
    public static String part(Place place, LocalDate period) {
        String round = place.round() == 0 ? "" : "~" + place.round();
        return place.topic() + round + "/" + YearMonth.from(period);
    }

    /**
     * The postings, each in the round in which it will be counted if it is new. To be asked before
     * it is looked up: what an earlier run has counted, and so made the next round look free, is
     * then found.
     */
    public List<Posting> placed(Collection<Posting> postings) {
        var heads = new HashMap<String, Head>();
        return postings.stream().map(posting -> posting.at(free(posting, heads))).toList();
    }

    private Place free(Posting posting, Map<String, Head> heads) {
        Place place = posting.source().place();
        while (heads.computeIfAbsent(part(place, posting.period()), store::head).includes(place)) {
            place = place.nextRound();
        }
        return place;
    }

    /**
     * Counts those postings whose records are not in the sums yet. All postings of a record must
     * come together, and the records of a partition in order.
     */
    public void count(List<Posting> postings) {
        var byPart = new TreeMap<String, List<Posting>>();
        for (Posting posting : postings) {
            String part = part(posting.source().place(), posting.period());
            byPart.computeIfAbsent(part, _ -> new ArrayList<>()).add(posting);
        }
        byPart.forEach(this::count);
    }

    private void count(String part, List<Posting> postings) {
        for (int i = 0; i < TRIES; i++) {
            if (counted(part, postings)) {
                return;
            }
        }
        throw new NotYetException("balances of " + part + ": overtaken " + TRIES + " times");
    }

    private boolean counted(String part, List<Posting> postings) {
        Seen before = seen.remove(part); // comes back only when the write is certain
        if (before == null || before.sums.size() > ROWS_REMEMBERED) {
            before = new Seen(store.head(part), new HashMap<>());
        }
        Head head = before.head;
        var fresh =
                postings.stream()
                        .filter(posting -> !head.includes(posting.source().place()))
                        .toList();
        if (fresh.isEmpty()) {
            return true;
        }
        var touched = fresh.stream().flatMap(Balances::keys).collect(Collectors.toSet());
        var sums = before.sums;
        sums.putAll(store.sums(part, without(touched, sums.keySet())));
        fresh.forEach(posting -> add(posting, sums));

        var changed = new HashMap<Key, Sums>();
        touched.forEach(key -> changed.put(key, sums.getOrDefault(key, Sums.ZERO)));
        Head next = next(head, fresh);
        if (!store.advance(part, head, next, changed)) {
            return false;
        }
        seen.put(part, new Seen(next, sums));
        return true;
    }

    private static Stream<Key> keys(Posting posting) {
        var journal = posting.journal();
        return journal.lines().stream()
                .map(line -> new Key(line.account(), journal.currency(), posting.period()));
    }

    private static void add(Posting posting, Map<Key, Sums> sums) {
        var journal = posting.journal();
        for (var line : journal.lines()) {
            var key = new Key(line.account(), journal.currency(), posting.period());
            sums.put(key, sums.getOrDefault(key, Sums.ZERO).plus(line.side(), line.amount()));
        }
    }

    private static Head next(Head head, List<Posting> counted) {
        var offsets = new HashMap<>(head.nextOffset());
        for (Posting posting : counted) {
            Place place = posting.source().place();
            offsets.merge(place.partition(), place.offset() + 1, Math::max);
        }
        return new Head(head.version() + 1, Map.copyOf(offsets));
    }

    private static Set<Key> without(Set<Key> keys, Set<Key> known) {
        var unknown = new HashSet<>(keys);
        unknown.removeAll(known);
        return unknown;
    }
}
