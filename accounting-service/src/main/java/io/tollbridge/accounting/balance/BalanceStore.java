package io.tollbridge.accounting.balance;

import io.tollbridge.accounting.posting.Account;
import io.tollbridge.accounting.posting.Place;
import io.tollbridge.kernel.Currency;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps sums by part, each part with the offsets it includes. */
public interface BalanceStore {

    /** What is summed. */
    record Key(Account account, Currency currency, LocalDate period) {}

    /**
     * Where a part stands.
     *
     * @param version 0 before the first write, then one more with each
     * @param nextOffset by partition of the topic: records before it are in the sums
     */
    record Head(long version, Map<Integer, Long> nextOffset) {

        static final Head NONE = new Head(0, Map.of());

        boolean includes(Place place) {
            return place.offset() < nextOffset.getOrDefault(place.partition(), 0L);
        }
    }

    /** A part as it was at one moment. */
    record Part(String name, Head head, Map<Key, Sums> sums) {}

    Head head(String part);

    /** The sums that are there. */
    Map<Key, Sums> sums(String part, Set<Key> keys);

    /**
     * Moves a part on: all of it or nothing.
     *
     * @return false when somebody else moved it first; throws when nobody knows
     */
    boolean advance(String part, Head from, Head to, Map<Key, Sums> sums);

    /** All parts, each at one moment. */
    List<Part> parts();

    /** What some accounts hold in all parts, as far as counted. */
    Map<Key, Sums> ofAccounts(Collection<Account> accounts);
}
