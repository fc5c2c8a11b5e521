package io.tollbridge.accounting.seal;

import io.tollbridge.accounting.seal.Seal.Range;
import io.tollbridge.accounting.seal.SealStore.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All seals there are, the oldest first, and how far they reach. */
final class Chain {

    private static final int PAGE = 100;

    private final List<Stored> seals;
    private final Map<Place, Covered> covered = new HashMap<>();

    /** One partition in one part of the balances. */
    record Place(String part, int partition) {}

    /**
     * What all seals together cover of a place.
     *
     * @param until after the last offset
     * @param leaves how many postings
     */
    record Covered(long until, long leaves) {}

    private Chain(List<Stored> seals) {
        this.seals = seals;
        for (Stored stored : seals) {
            for (Range range : stored.seal().ranges()) {
                covered.merge(
                        new Place(range.span().part(), range.span().partition()),
                        new Covered(range.span().until(), range.leaves()),
                        (one, next) ->
                                new Covered(
                                        Math.max(one.until, next.until),
                                        Math.addExact(one.leaves, next.leaves)));
            }
        }
    }

    static Chain of(SealStore store) {
        var seals = new ArrayList<Stored>();
        long number = Long.MAX_VALUE;
        for (var page = store.before(number, PAGE);
                !page.isEmpty();
                page = store.before(number, PAGE)) {
            seals.addAll(page);
            number = page.getLast().seal().number();
        }
        return new Chain(List.copyOf(seals.reversed()));
    }

    List<Stored> seals() {
        return seals;
    }

    long length() {
        return seals.isEmpty() ? 0 : seals.getLast().seal().number();
    }

    /** What the next seal has to name as the one before. */
    Merkle.Hash hash() {
        return seals.isEmpty() ? Seal.NOTHING_BEFORE : seals.getLast().hash();
    }

    long until(String part, int partition) {
        return covered(new Place(part, partition)).until;
    }

    Covered covered(Place place) {
        return covered.getOrDefault(place, new Covered(0, 0));
    }
}
