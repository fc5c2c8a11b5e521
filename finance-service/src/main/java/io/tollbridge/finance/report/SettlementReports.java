package io.tollbridge.finance.report;

import io.tollbridge.finance.report.CassandraSettlementStore.DayPlace;
import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.MerchantId;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Service;

/** Adds up a merchant's day, item by item with its postings. */
@Service
class SettlementReports {

    private static final int PAGE = 1_000;

    private final CassandraSettlementStore store;

    SettlementReports(CassandraSettlementStore store) {
        this.store = store;
    }

    /** One day per currency, by currency code. */
    List<SettlementDay> of(MerchantId merchant, LocalDate date) {
        // batches first: an item that is added in between belongs to a batch that is still open
        var closed = store.closed(merchant, date);
        Map<Currency, SettlementDay> days = new TreeMap<>(Comparator.comparing(Currency::code));
        closed.keySet().forEach(currency -> days.put(currency, SettlementDay.empty(currency)));
        var items = store.items(DayPlace.start(merchant, date), PAGE);
        while (!items.isEmpty()) {
            for (SettlementDay.Line line : store.lines(items)) {
                var currency = line.item().gross().currency();
                days.merge(
                        currency,
                        SettlementDay.empty(currency).plus(line),
                        (day, _) -> day.plus(line));
            }
            items =
                    items.size() < PAGE
                            ? List.of()
                            : store.items(DayPlace.after(items.getLast()), PAGE);
        }
        closed.forEach((currency, batch) ->
                days.computeIfPresent(currency, (_, day) -> day.sealed(batch)));
        return List.copyOf(days.values());
    }

    /** The items after a place, with the postings that book them. */
    List<SettlementDay.Line> lines(DayPlace after, int limit) {
        return store.lines(store.items(after, limit));
    }
}
