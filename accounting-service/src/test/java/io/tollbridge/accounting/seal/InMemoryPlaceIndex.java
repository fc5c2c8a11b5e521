package io.tollbridge.accounting.seal;

import io.tollbridge.accounting.balance.Balances;
import io.tollbridge.accounting.posting.Posting;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The index in memory. */
public class InMemoryPlaceIndex implements PlaceIndex {

    private final SortedMap<Key, Indexed> rows =
            new TreeMap<>(
                    Comparator.comparing(Key::part)
                            .thenComparingInt(Key::partition)
                            .thenComparingLong(Key::offset)
                            .thenComparing(Key::id));

    private record Key(String part, int partition, long offset, String id) {}

    @Override
    public void insert(List<Posting> postings) {
        postings.forEach(
                posting -> rows.put(key(posting), new Indexed(posting.id(), Leaf.hash(posting))));
    }

    void remove(Posting posting) {
        rows.remove(key(posting));
    }

    @Override
    public void each(Seal.Span span, Consumer<List<Indexed>> pages) {
        var from = new Key(span.part(), span.partition(), span.from(), "");
        var until = new Key(span.part(), span.partition(), span.until(), "");
        rows.subMap(from, until).values().forEach(one -> pages.accept(List.of(one)));
    }

    @Override
    public boolean has(Posting posting) {
        return rows.containsKey(key(posting));
    }

    private static Key key(Posting posting) {
        var place = posting.source().place();
        String part = Balances.part(place, posting.period());
        return new Key(part, place.partition(), place.offset(), posting.id().toString());
    }
}
