package io.tollbridge.reconciliation.difference;

import io.tollbridge.contracts.reconciliation.BreakView;
import io.tollbridge.kernel.Ids;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.reconciliation.matching.BreakType;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A break with the statement line it is about, if it is about one.
 *
 * @param fileHash empty when it is about no line
 */
public record Difference(BreakView view, String fileHash, int row) {

    public static final String OPEN = "open";
    public static final String RESOLVED = "resolved";
    private static final String ACCEPTED = "accepted";

    /** What differs: makes the id, so that it is the same break each time it is found. */
    public record About(
            String source, LocalDate date, BreakType type, @Nullable String reference) {}

    /** What was expected and what was found. */
    public record Figures(@Nullable Money expected, @Nullable Money actual, String detail) {}

    public static Difference open(
            About about, Figures figures, @Nullable PaymentId payment, Instant at) {
        return of(about, figures, payment, at, "", 0);
    }

    /** A break about a line; two lines of one reference are two breaks. */
    public static Difference ofLine(
            About about,
            Figures figures,
            @Nullable PaymentId payment,
            Instant at,
            String fileHash,
            int row) {
        return of(about, figures, payment, at, fileHash, row);
    }

    private static Difference of(
            About about,
            Figures figures,
            @Nullable PaymentId payment,
            Instant at,
            String fileHash,
            int row) {
        String id =
                "brk_"
                        + Ids.derived(
                                about.source(),
                                about.date().toString(),
                                about.type().wire(),
                                String.valueOf(about.reference()),
                                fileHash,
                                Integer.toString(row));
        var view =
                new BreakView(
                        id,
                        about.type().wire(),
                        OPEN,
                        about.source(),
                        about.date(),
                        about.reference(),
                        payment,
                        figures.expected(),
                        figures.actual(),
                        figures.detail(),
                        Instant.ofEpochMilli(at.toEpochMilli()),
                        null,
                        null);
        return new Difference(view, fileHash, row);
    }

    public BreakType type() {
        return BreakType.ofWire(view.type());
    }

    /** Whether a line of a statement differs, rather than one being absent. */
    public boolean isOfLine() {
        return row > 0;
    }

    /** Whether an operator takes it as it is: then what was found is booked. */
    public boolean isAccepted() {
        return ACCEPTED.equals(view.resolution());
    }

    public boolean isOpen() {
        return view.status().equals(OPEN);
    }

    Difference resolved(String resolution, Instant at) {
        var v = view;
        var after =
                new BreakView(
                        v.id(),
                        v.type(),
                        RESOLVED,
                        v.source(),
                        v.date(),
                        v.reference(),
                        v.paymentId(),
                        v.expected(),
                        v.actual(),
                        v.detail(),
                        v.openedAt(),
                        Instant.ofEpochMilli(at.toEpochMilli()),
                        resolution);
        return new Difference(after, fileHash, row);
    }
}
