package io.tollbridge.accounting.seal;

import io.tollbridge.accounting.posting.Posting;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Postings in the order of the places where they count. Only ever inserts. */
public interface PlaceIndex {

    /**
     * A posting in its place.
     *
     * @param leaf what it was when it was indexed
     */
    record Indexed(UUID postingId, Merkle.Hash leaf) {}

    /** Inserts postings; inserting the same again changes nothing. */
    void insert(List<Posting> postings);

    /** All of a span in order of offset and id, in pages. */
    void each(Seal.Span span, Consumer<List<Indexed>> pages);

    /** Whether a posting stands in its place. */
    boolean has(Posting posting);
}
