package io.tollbridge.simulator.bank;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The bank's books in memory, built from their lines only. Not safe for threads. */
final class BankState {

    private final Map<String, Payment> payments = new LinkedHashMap<>();
    private final Map<String, String> hashByMessage = new HashMap<>();
    private final Set<String> creditIds = new HashSet<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> open = new LinkedHashSet<>();
    private @Nullable LocalDate closedThrough;

    @Nullable Payment find(String endToEndId) {
        return payments.get(endToEndId);
    }

    @Nullable String hashOfMessage(String messageId) {
        return hashByMessage.get(messageId);
    }

    boolean hasCredit(String id) {
        return creditIds.contains(id);
    }

    Collection<Payment> payments() {
        return new ArrayList<>(payments.values());
    }

    /** Payments that something is still to happen to. */
    List<Payment> open() {
        return open.stream().map(payments::get).filter(Objects::nonNull).toList();
    }

    List<Entry> entries() {
        return new ArrayList<>(entries);
    }

    int entryCount() {
        return entries.size();
    }

    SortedSet<String> currencies() {
        SortedSet<String> currencies = new TreeSet<>();
        entries.forEach(entry -> currencies.add(entry.currency()));
        return currencies;
    }

    long balance(String currency) {
        return balanceThrough(currency, LocalDate.MAX);
    }

    /** The booked balance at the end of a day. */
    long balanceThrough(String currency, LocalDate day) {
        return entries.stream()
                .filter(entry -> entry.currency().equals(currency))
                .filter(entry -> !entry.bookedOn().isAfter(day))
                .mapToLong(Entry::amountMinor)
                .reduce(0, Math::addExact);
    }

    @Nullable LocalDate closedThrough() {
        return closedThrough;
    }

    /** The wanted day, or the first one whose statement is not out yet. */
    LocalDate bookable(LocalDate wanted) {
        return closedThrough == null || wanted.isAfter(closedThrough)
                ? wanted
                : closedThrough.plusDays(1);
    }

    void apply(BankLine line) {
        switch (line) {
            case BankLine.Accepted(String messageId, String hash, List<Payment> accepted) -> {
                hashByMessage.put(messageId, hash);
                accepted.forEach(payment -> payments.put(payment.endToEndId(), payment));
                accepted.forEach(payment -> open.add(payment.endToEndId()));
            }
            case BankLine.Paid(String id, Entry entry) -> {
                entries.add(entry);
                Payment paid =
                        payments.computeIfPresent(
                                id, (_, payment) -> payment.paid(entry.bookedOn()));
                if (paid == null || paid.fault() != Payment.Fault.RETURN) {
                    open.remove(id);
                }
            }
            case BankLine.Rejected(String id, String code, String why, _) -> {
                payments.computeIfPresent(id, (_, payment) -> payment.rejected(code, why));
                open.remove(id);
            }
            case BankLine.Returned(String id, String code, String why, Entry entry) -> {
                entries.add(entry);
                payments.computeIfPresent(id, (_, payment) -> payment.returned(code, why));
                open.remove(id);
            }
            case BankLine.Credited(Entry entry) -> {
                entries.add(entry);
                creditIds.add(entry.reference());
            }
            case BankLine.DayClosed(LocalDate date, _) -> closedThrough = date;
        }
    }
}
