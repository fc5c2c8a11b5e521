package io.tollbridge.simulator.acquirer.books;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One day's statement. It follows from the books alone, so it can be made again at any time. It
 * keeps the day's operations and makes its rows on demand, because a busy day has many.
 */
public record Statement(
        LocalDate businessDate, List<Operation> operations, Map<String, Operation> originals) {

    /** A line of the statement; refunds are negative. */
    public record Row(
            String type,
            String reference,
            String rrn,
            @Nullable String authCode,
            String currency,
            long grossMinor,
            long feeMinor,
            Instant transactedAt) {

        long netMinor() {
            return Math.subtractExact(grossMinor, feeMinor);
        }
    }

    private record Sum(long grossMinor, long feeMinor, long netMinor) {
        static Sum of(Row row) {
            return new Sum(row.grossMinor(), row.feeMinor(), row.netMinor());
        }

        String cells() {
            return "," + grossMinor + "," + feeMinor + "," + netMinor;
        }

        Sum plus(Sum more) {
            return new Sum(
                    Math.addExact(grossMinor, more.grossMinor),
                    Math.addExact(feeMinor, more.feeMinor),
                    Math.addExact(netMinor, more.netMinor));
        }
    }

    public static Statement of(
            LocalDate day, List<Operation> operations, Function<String, @Nullable Operation> find) {
        List<Operation> ofDay =
                operations.stream()
                        .filter(operation -> operation.businessDate().equals(day))
                        .toList();
        Map<String, Operation> originals = new HashMap<>();
        for (Operation operation : ofDay) {
            String reference = operation.originalReference();
            Operation original =
                    operation.type() == OperationType.REVERSAL && reference != null
                            ? find.apply(reference)
                            : null;
            if (original != null) {
                originals.put(original.reference(), original);
            }
        }
        return new Statement(day, ofDay, originals);
    }

    Stream<Row> rows() {
        return operations.stream().flatMap(operation -> Stream.ofNullable(row(operation)));
    }

    private @Nullable Row row(Operation operation) {
        MagicAmount magic = MagicAmount.of(operation.amountMinor());
        return switch (operation.type()) {
            case AUTHORISATION -> declinedButPaid(operation) ? paid(operation, magic) : null;
            case PURCHASE, CAPTURE -> {
                boolean listed =
                        operation.countsOn(businessDate)
                                && magic != MagicAmount.MISSING_FROM_STATEMENT;
                yield listed || declinedButPaid(operation) ? paid(operation, magic) : null;
            }
            case REFUND ->
                    operation.countsOn(businessDate)
                            ? rowOf("REFUND", operation, -operation.amountMinor(), 0)
                            : null;
            case INCREMENT -> null;
            case REVERSAL -> correction(operation);
        };
    }

    private static boolean declinedButPaid(Operation operation) {
        return operation.type().takesCard()
                && operation.status() == OperationStatus.DECLINED
                && operation.responseCode().equals(ResponseCode.DO_NOT_HONOR)
                && MagicAmount.of(operation.amountMinor()) == MagicAmount.SUCCESS_ON_STATEMENT_ONLY;
    }

    private static Row paid(Operation operation, MagicAmount magic) {
        long fee = FeePolicy.feeMinor(operation.amountMinor());
        if (magic == MagicAmount.FEE_DIFFERS_IN_STATEMENT) {
            fee = Math.addExact(fee, FeePolicy.STATEMENT_DIFFERENCE_MINOR);
        }
        String type = operation.type() == OperationType.CAPTURE ? "CAPTURE" : "PURCHASE";
        return rowOf(type, operation, operation.amountMinor(), fee);
    }

    /** A reversal after the original's day was closed takes the money back on its own day. */
    private @Nullable Row correction(Operation reversal) {
        String reference = reversal.originalReference();
        Operation original = reference == null ? null : originals.get(reference);
        if (!reversal.approved()
                || original == null
                || original.businessDate().equals(reversal.businessDate())) {
            return null;
        }
        return switch (original.type()) {
            case PURCHASE, CAPTURE -> rowOf("REFUND", reversal, -original.amountMinor(), 0);
            case REFUND -> rowOf("REFUND", reversal, original.amountMinor(), 0);
            case AUTHORISATION, INCREMENT, REVERSAL -> null;
        };
    }

    private static Row rowOf(String type, Operation operation, long grossMinor, long feeMinor) {
        return new Row(
                type,
                operation.reference(),
                operation.rrn(),
                operation.authCode(),
                operation.currency(),
                grossMinor,
                feeMinor,
                operation.transactedAt());
    }

    SortedMap<String, Long> netByCurrency() {
        SortedMap<String, Long> net = new TreeMap<>();
        rows().forEach(row -> net.merge(row.currency(), row.netMinor(), Math::addExact));
        return net;
    }

    /** H, then D rows from 1, then one T: the number of rows and gross, fee, net per currency. */
    public void writeCsv(Writer csv, String acquirer, String merchant, Instant generatedAt)
            throws IOException {
        line(csv, "H", acquirer, merchant, businessDate.toString(), generatedAt.toString());
        SortedMap<String, Sum> sums = new TreeMap<>();
        int number = 0;
        for (Row row : (Iterable<Row>) rows()::iterator) {
            line(
                    csv,
                    "D",
                    String.valueOf(++number),
                    row.type(),
                    row.reference(),
                    row.rrn(),
                    row.authCode() == null ? "" : row.authCode(),
                    row.currency(),
                    String.valueOf(row.grossMinor()),
                    String.valueOf(row.feeMinor()),
                    String.valueOf(row.netMinor()),
                    row.transactedAt().toString());
            sums.merge(row.currency(), Sum.of(row), Sum::plus);
        }
        csv.append("T,").append(String.valueOf(number));
        for (Map.Entry<String, Sum> sum : sums.entrySet()) {
            csv.append(',').append(sum.getKey()).append(sum.getValue().cells());
        }
        csv.append('\n');
    }

    private static void line(Writer csv, String... cells) throws IOException {
        csv.append(String.join(",", cells)).append('\n');
    }
}
