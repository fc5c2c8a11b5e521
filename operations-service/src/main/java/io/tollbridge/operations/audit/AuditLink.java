package io.tollbridge.operations.audit;

import io.tollbridge.kernel.Ids;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;

/**
 * One link of a day's chain: the beginning of an entry, or its end.
 *
 * @param seq from 1, without a gap
 * @param hash SHA-256 over the link and the hash before it, hex
 */
record AuditLink(LocalDate day, long seq, Instant at, AuditAction action, String hash) {

    private static final int CHARACTERS = 26;

    /** An id that no other link has, and that proves the hash. */
    String id() {
        return "aud_" + Ids.base32(HexFormat.of().parseHex(hash), CHARACTERS);
    }
}
