package io.tollbridge.accounting.seal;

import java.util.List;
import java.util.TreeMap;

/** Seals in memory. */
final class InMemorySealStore implements SealStore {

    private final TreeMap<Long, Stored> seals = new TreeMap<>();

    @Override
    public boolean append(Seal seal) {
        return seals.putIfAbsent(seal.number(), new Stored(seal, seal.hash())) == null;
    }

    /** As nobody may. */
    void replace(Stored other) {
        seals.put(other.seal().number(), other);
    }

    @Override
    public List<Stored> before(long number, int limit) {
        return seals.headMap(number, false).descendingMap().values().stream().limit(limit).toList();
    }
}
