package io.tollbridge.contracts.ledger;

/**
 * One side of a posting.
 *
 * @param account code and sub-account: {@code 1110:acquirer}, {@code 2010:mch_...}
 * @param side {@code debit} or {@code credit}
 * @param amount minor units, more than 0
 */
public record PostingLine(String account, String side, long amount) {}
