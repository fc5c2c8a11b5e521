package io.tollbridge.simulator.acquirer.books;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One operation as it stands now. {@code card} is masked. {@code heldMinor} is what an
 * authorisation still allows in all (its amount, less partial reversals).
 */
public record Operation(
        String reference,
        OperationType type,
        @Nullable String originalReference,
        OperationStatus status,
        String responseCode,
        @Nullable String authCode,
        String currency,
        long amountMinor,
        long heldMinor,
        long capturedMinor,
        long refundedMinor,
        String card,
        String rrn,
        String stan,
        String terminal,
        String merchant,
        Instant transactedAt,
        LocalDate businessDate,
        @Nullable LocalDate reversedOn) {

    public Operation {
        // A few values in very many operations: one copy each keeps the process small.
        currency = currency.intern();
        card = card.intern();
        terminal = terminal.intern();
        merchant = merchant.intern();
        responseCode = responseCode.intern();
    }

    boolean approved() {
        return responseCode.equals(ResponseCode.APPROVED);
    }

    boolean stands() {
        return approved() && status != OperationStatus.REVERSED;
    }

    /** Money that was on its way to the merchant on that day: reversed the same day is nothing. */
    boolean countsOn(LocalDate day) {
        return approved() && businessDate.equals(day) && !day.equals(reversedOn);
    }

    Operation withCaptured(long minor) {
        OperationStatus next = minor > 0 ? OperationStatus.CAPTURED : OperationStatus.AUTHORISED;
        return with(next, heldMinor, minor, refundedMinor, reversedOn);
    }

    Operation withRefunded(long minor) {
        return with(status, heldMinor, capturedMinor, minor, reversedOn);
    }

    Operation withHeld(long minor) {
        return with(status, minor, capturedMinor, refundedMinor, reversedOn);
    }

    Operation reversed(LocalDate on) {
        return with(OperationStatus.REVERSED, 0, 0, 0, on);
    }

    private Operation with(
            OperationStatus nextStatus,
            long nextHeld,
            long nextCaptured,
            long nextRefunded,
            @Nullable LocalDate nextReversedOn) {
        return new Operation(
                reference,
                type,
                originalReference,
                nextStatus,
                responseCode,
                authCode,
                currency,
                amountMinor,
                nextHeld,
                nextCaptured,
                nextRefunded,
                card,
                rrn,
                stan,
                terminal,
                merchant,
                transactedAt,
                businessDate,
                nextReversedOn);
    }
}
