package io.tollbridge.accounting.seal;

import io.tollbridge.accounting.posting.Posting;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Compares postings with the leaves that were hashed of them earlier, and names those that differ.
 */
public final class Audit {

    private Audit() {}

    /** What is wrong with one posting. */
    public enum Fault {
        /** A leaf was hashed of it, and it is not there. */
        MISSING,
        /** It is there, and its leaf was another one. */
        CHANGED,
        /** It is there, and no leaf was hashed of it. */
        EXTRA
    }

    /** A posting that is not what it was. */
    public record Finding(UUID postingId, Fault fault) {}

    /** The leaves of postings, in the order in which they stand in the tree. */
    public static Map<UUID, Merkle.Hash> leaves(Collection<Posting> postings) {
        var leaves = new LinkedHashMap<UUID, Merkle.Hash>();
        postings.stream()
                .sorted(Leaf.ORDER)
                .forEach(posting -> leaves.put(posting.id(), Leaf.hash(posting)));
        return leaves;
    }

    /**
     * All that differs: first what is missing or changed, in order of the leaves, then the rest.
     */
    public static List<Finding> findings(
            Map<UUID, Merkle.Hash> leaves, Collection<Posting> postings) {
        var now = leaves(postings);
        var expected =
                leaves.entrySet().stream()
                        .filter(leaf -> !leaf.getValue().equals(now.get(leaf.getKey())))
                        .map(leaf ->
                                new Finding(
                                        leaf.getKey(),
                                        now.containsKey(leaf.getKey())
                                                ? Fault.CHANGED
                                                : Fault.MISSING));
        var extra =
                now.keySet().stream()
                        .filter(id -> !leaves.containsKey(id))
                        .map(id -> new Finding(id, Fault.EXTRA));
        return Stream.concat(expected, extra).toList();
    }
}
