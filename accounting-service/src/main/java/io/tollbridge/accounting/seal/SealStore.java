package io.tollbridge.accounting.seal;

import java.util.List;
import java.util.Optional;

/** The chain of seals. Only ever inserts. */
public interface SealStore {

    /**
     * A seal as it is stored.
     *
     * @param hash what it had for a hash when it was made
     */
    record Stored(Seal seal, Merkle.Hash hash) {}

    /** Appends a seal; false when there is one of this number. */
    boolean append(Seal seal);

    default Optional<Stored> newest() {
        return before(Long.MAX_VALUE, 1).stream().findFirst();
    }

    /** Those before a number, the newest first. */
    List<Stored> before(long number, int limit);
}
