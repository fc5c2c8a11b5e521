package io.tollbridge.simulator.acquirer.books;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a message asks the books to do. {@code cardCode} is what the card itself says ({@code 00} =
 * fine); {@code originalMti} and {@code originalStan} come from DE90 when it is there; {@code card}
 * is masked.
 */
public record Order(
        OperationType type,
        String reference,
        @Nullable String originalReference,
        @Nullable String originalMti,
        @Nullable String originalStan,
        String currency,
        long amountMinor,
        @Nullable Long replacementMinor,
        String cardCode,
        String card,
        String rrn,
        String stan,
        String terminal,
        String merchant) {

    boolean sameAs(Operation booked) {
        if (booked.type() != type
                || !Objects.equals(originalReference, booked.originalReference())) {
            return false;
        }
        return type == OperationType.REVERSAL
                || (booked.amountMinor() == amountMinor && booked.currency().equals(currency));
    }

    public Order declinedWith(String code) {
        return new Order(
                type,
                reference,
                originalReference,
                originalMti,
                originalStan,
                currency,
                amountMinor,
                replacementMinor,
                code,
                card,
                rrn,
                stan,
                terminal,
                merchant);
    }
}
