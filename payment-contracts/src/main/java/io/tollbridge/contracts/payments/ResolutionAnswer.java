package io.tollbridge.contracts.payments;

/**
 * What became of it.
 *
 * @param settled the attempt is no longer unknown
 * @param reverse it must not stand: reverse it at the channel and come back with the proof
 */
public record ResolutionAnswer(boolean settled, boolean reverse, PaymentView payment) {}
