package io.tollbridge.accounting.balance;

import io.tollbridge.accounting.posting.Account;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Balances in memory; passes the same contract as the real ones. */
public final class InMemoryBalanceStore implements BalanceStore {

    private final Map<String, Part> parts = new TreeMap<>();

    @Override
    public Head head(String part) {
        return part(part).head();
    }

    @Override
    public Map<Key, Sums> sums(String part, Set<Key> keys) {
        var found = new HashMap<>(part(part).sums());
        found.keySet().retainAll(keys);
        return found;
    }

    @Override
    public boolean advance(String part, Head from, Head to, Map<Key, Sums> sums) {
        Part before = part(part);
        if (before.head().version() != from.version()) {
            return false;
        }
        var all = new HashMap<>(before.sums());
        all.putAll(sums);
        parts.put(part, new Part(part, to, all));
        return true;
    }

    @Override
    public List<Part> parts() {
        return List.copyOf(parts.values());
    }

    @Override
    public Map<Key, Sums> ofAccounts(Collection<Account> accounts) {
        var found = new HashMap<Key, Sums>();
        for (Part part : parts.values()) {
            part.sums()
                    .forEach((key, sums) -> {
                        if (accounts.contains(key.account())) {
                            found.merge(key, sums, Sums::plus);
                        }
                    });
        }
        return found;
    }

    private Part part(String name) {
        return parts.getOrDefault(name, new Part(name, Head.NONE, Map.of()));
    }
}
