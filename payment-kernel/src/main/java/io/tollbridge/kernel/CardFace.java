package io.tollbridge.kernel;

/**
 * What may be shown and compared of a card (PCI DSS 3.4.1: at most the BIN and the last four).
 *
 * @param brand {@code visa}, {@code mastercard}, {@code amex}, {@code unionpay} ...
 * @param bin the first six digits
 * @param last4 the last four digits
 * @param expiryYear four digits
 * @param expiryMonth 1 to 12
 * @param fingerprint keyed hash of the number: the same card gives the same fingerprint
 */
public record CardFace(
        String brand,
        String bin,
        String last4,
        int expiryYear,
        int expiryMonth,
        String fingerprint) {}
