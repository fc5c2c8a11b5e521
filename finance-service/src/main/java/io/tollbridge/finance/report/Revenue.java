package io.tollbridge.finance.report;

import io.tollbridge.contracts.ledger.JournalPosted;
import io.tollbridge.contracts.ledger.PostingLine;
import io.tollbridge.kernel.Currency;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the platform earns and pays, as figures of the deciding services and as journal lines. */
final class Revenue {

    private Revenue() {}

    /** What kind of revenue; cost is negative revenue but stands as a positive figure. */
    enum Kind {
        FEES("4010", -1),
        CHANNEL_COST("5030", 1);

        private final String code;
        private final int sign;

        Kind(String code, int sign) {
            this.code = code;
            this.sign = sign;
        }

        static Optional<Kind> of(PostingLine line) {
            for (Kind kind : values()) {
                if (line.account().equals(kind.code)
                        || line.account().startsWith(kind.code + ":")) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    /** Where a row belongs; an hour of a UTC day, so that no partition grows without end. */
    record Hour(String currency, LocalDate day, int slot) {
        static Hour of(String currency, Instant at) {
            var utc = at.atOffset(ZoneOffset.UTC);
            return new Hour(currency, utc.toLocalDate(), utc.getHour());
        }
    }

    /** One amount of one deciding service. */
    record Item(Hour hour, Kind kind, String sourceId, long amount) {}

    /** One journal line. */
    record Line(Hour hour, Kind kind, UUID postingId, String account, long amount) {}

    /** The revenue lines of a journal; a line per account. */
    static List<Line> lines(JournalPosted journal) {
        Map<String, Line> lines = new LinkedHashMap<>();
        for (PostingLine line : journal.lines()) {
            Kind.of(line)
                    .ifPresent(kind ->
                            lines.merge(
                                    line.account(),
                                    new Line(
                                            Hour.of(journal.currency(), journal.at()),
                                            kind,
                                            journal.postingId(),
                                            line.account(),
                                            kind.sign * MerchantPosting.debit(line)),
                                    Revenue::sum));
        }
        return List.copyOf(lines.values());
    }

    private static Line sum(Line a, Line b) {
        return new Line(a.hour, a.kind, a.postingId, a.account, Math.addExact(a.amount, b.amount));
    }

    /** A day in one currency. */
    record Day(LocalDate day, Currency currency, Figure fees, Figure channelCost) {

        Figure net() {
            return fees.minus(channelCost);
        }

        /** Both days together, under the date of this one. */
        Day plus(Day other) {
            return new Day(
                    day, currency, fees.plus(other.fees), channelCost.plus(other.channelCost));
        }

        boolean isEqual() {
            return fees.isEqual() && channelCost.isEqual();
        }
    }
}
