package io.tollbridge.simulator.acquirer.books;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sums of one currency over what stands in the books, in minor units. */
public record BookTotals(
        long capturedMinor,
        long capturedCount,
        long refundedMinor,
        long refundedCount,
        long netMinor,
        long feeMinor,
        long heldMinor,
        long declinedCount,
        long reversedCount) {

    private static final BookTotals NOTHING = new BookTotals(0, 0, 0, 0, 0, 0, 0, 0, 0);

    static Map<String, BookTotals> of(List<Operation> operations) {
        Map<String, BookTotals> totals = new TreeMap<>();
        for (Operation operation : operations) {
            totals.merge(operation.currency(), of(operation), BookTotals::plus);
        }
        return totals;
    }

    private static BookTotals of(Operation operation) {
        long amount = operation.amountMinor();
        if (operation.status() == OperationStatus.DECLINED) {
            return new BookTotals(0, 0, 0, 0, 0, 0, 0, 1, 0);
        }
        if (!operation.stands()) {
            boolean undone = operation.type() != OperationType.REVERSAL;
            return undone ? new BookTotals(0, 0, 0, 0, 0, 0, 0, 0, 1) : NOTHING;
        }
        return switch (operation.type()) {
            case PURCHASE, CAPTURE ->
                    new BookTotals(amount, 1, 0, 0, amount, FeePolicy.feeMinor(amount), 0, 0, 0);
            case REFUND -> new BookTotals(0, 0, amount, 1, -amount, 0, 0, 0, 0);
            case AUTHORISATION ->
                    new BookTotals(
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            operation.heldMinor() - operation.capturedMinor(),
                            0,
                            0);
            case INCREMENT, REVERSAL -> NOTHING; // counted on the hold
        };
    }

    private BookTotals plus(BookTotals more) {
        return new BookTotals(
                Math.addExact(capturedMinor, more.capturedMinor),
                capturedCount + more.capturedCount,
                Math.addExact(refundedMinor, more.refundedMinor),
                refundedCount + more.refundedCount,
                Math.addExact(netMinor, more.netMinor),
                Math.addExact(feeMinor, more.feeMinor),
                Math.addExact(heldMinor, more.heldMinor),
                declinedCount + more.declinedCount,
                reversedCount + more.reversedCount);
    }
}
