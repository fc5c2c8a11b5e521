package io.tollbridge.finance.report;

import io.tollbridge.finance.report.CassandraSettlementStore.DayPlace;
import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.MerchantId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Service;

/** Adds up a merchant's day: items with their postings, and postings without an item. */
@Service
class SettlementReports {

    private static final int PAGE = 1_000;

    private final CassandraSettlementStore settlements;
    private final CassandraUnsettledStore unsettled;

    SettlementReports(CassandraSettlementStore settlements, CassandraUnsettledStore unsettled) {
        this.settlements = settlements;
        this.unsettled = unsettled;
    }

    /** One day per currency, by currency code. */
    List<SettlementDay> of(MerchantId merchant, LocalDate date) {
        // batches first: an item that is added in between belongs to a batch that is still open
        var closed = settlements.closed(merchant, date);
        Map<Currency, SettlementDay> days = new TreeMap<>(Comparator.comparing(Currency::code));
        closed.keySet().forEach(currency -> days.put(currency, SettlementDay.empty(currency)));
        var place = DayPlace.start(merchant, date);
        for (var lines = lines(place, PAGE); !lines.isEmpty(); lines = lines(place, PAGE)) {
            for (SettlementDay.Line line : lines) {
                var currency = line.item().gross().currency();
                days.merge(
                        currency,
                        SettlementDay.empty(currency).plus(line),
                        (day, _) -> day.plus(line));
            }
            place = place.after(lines.getLast());
        }
        closed.forEach((currency, batch) ->
                days.computeIfPresent(currency, (_, day) -> day.sealed(batch)));
        return List.copyOf(days.values());
    }

    /**
     * The lines of a day after a place: its items, with the postings that book them; then the
     * postings of that accounting day that settlement has no item for, on whatever day.
     */
    List<SettlementDay.Line> lines(DayPlace after, int limit) {
        var lines = new ArrayList<SettlementDay.Line>();
        var place = after;
        if (place.isAmongItems()) {
            lines.addAll(settlements.lines(settlements.items(place, limit)));
            place = place.afterItems();
        }
        if (lines.size() < limit) {
            lines.addAll(unsettled.lines(place, limit - lines.size()));
        }
        return lines;
    }
}
