package io.tollbridge.contracts.ledger;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;
import java.time.Instant;
import java.time.LocalDate;

/**
 * All that the ledger had booked and not sealed yet is sealed: whoever keeps this hash can tell
 * later whether any posting up to then has changed.
 *
 * @param number of the seal, 1, 2, 3 ...
 * @param label the business day that it was made after
 * @param postings how many it covers
 * @param root of the tree over them, SHA-256, hex
 * @param previous the hash of the seal before
 * @param hash over this seal and, by {@code previous}, all before it
 */
@EventType(value = "ledger.sealed", topic = Topics.LEDGER)
public record LedgerSealed(
        long number,
        LocalDate label,
        long postings,
        String root,
        String previous,
        String hash,
        Instant sealedAt) {}
