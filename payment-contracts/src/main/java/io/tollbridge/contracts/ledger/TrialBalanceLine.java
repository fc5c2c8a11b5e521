package io.tollbridge.contracts.ledger;

import java.math.BigInteger;

/**
 * Both sides of one currency, in minor units.
 *
 * @param difference debits less credits; 0 when the books balance
 */
public record TrialBalanceLine(
        String currency, BigInteger debits, BigInteger credits, BigInteger difference) {}
