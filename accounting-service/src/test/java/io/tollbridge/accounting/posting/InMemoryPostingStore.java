package io.tollbridge.accounting.posting;

import io.tollbridge.kernel.PaymentId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Postings in memory; passes the same contract as the real one. */
public final class InMemoryPostingStore implements PostingStore {

    private static final Instant LONG_AGO = Instant.EPOCH;
    private static final Comparator<UUID> BY_ID = Comparator.comparing(UUID::toString);
    private static final Comparator<Entry> NEWEST_FIRST =
            Comparator.comparing(Entry::at)
                    .thenComparing(Entry::postingId, BY_ID)
                    .thenComparingInt(Entry::line)
                    .reversed();

    private final Map<UUID, Posting> postings = new LinkedHashMap<>();
    private final Map<List<Object>, Entry> entries = new LinkedHashMap<>();
    private final Map<List<Object>, Place> places = new HashMap<>();

    @Override
    public Map<UUID, Posting> find(Collection<UUID> ids) {
        var found = new HashMap<>(postings);
        found.keySet().retainAll(ids);
        return found;
    }

    @Override
    public void insert(List<Posting> all) {
        all.forEach(this::insertTruth);
        all.forEach(this::insertViews);
    }

    /** The first half of an insert, for tests that stop there. */
    public void insertTruth(Posting posting) {
        postings.put(posting.id(), posting);
    }

    /** As nobody may. */
    public void remove(Posting posting) {
        postings.remove(posting.id());
    }

    private void insertViews(Posting posting) {
        var journal = posting.journal();
        for (int i = 0; i < journal.lines().size(); i++) {
            var line = journal.lines().get(i);
            List<Object> key = List.of(line.account(), posting.id(), i);
            places.put(key, posting.source().place());
            entries.put(
                    key,
                    new Entry(
                            line.account(),
                            posting.source().at(),
                            posting.id(),
                            i,
                            journal.rule(),
                            posting.source().eventId(),
                            line.side(),
                            line.amount(),
                            journal.currency()));
        }
    }

    @Override
    public Optional<Posting> posting(UUID id) {
        return Optional.ofNullable(postings.get(id));
    }

    @Override
    public List<Posting> ofPayment(PaymentId payment) {
        return postings.values().stream()
                .filter(posting -> payment.equals(posting.payment()))
                .sorted(
                        Comparator.comparing((Posting posting) -> posting.source().at())
                                .thenComparing(Posting::id, BY_ID))
                .toList();
    }

    @Override
    public List<UUID> ofPeriod(LocalDate period, int slot, @Nullable UUID after, int limit) {
        return postings.values().stream()
                .filter(posting -> posting.period().equals(period) && posting.slot() == slot)
                .map(Posting::id)
                .filter(id -> after == null || BY_ID.compare(id, after) > 0)
                .sorted(BY_ID)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Entry> entries(Hour hour, After after, int limit) {
        return entries.values().stream()
                .filter(entry -> Hour.of(entry.account(), entry.at()).equals(hour))
                .sorted(NEWEST_FIRST)
                .filter(entry -> isAfter(entry, after))
                .limit(limit)
                .toList();
    }

    private static boolean isAfter(Entry entry, After after) {
        int order =
                Comparator.comparing(After::at)
                        .thenComparing(After::postingId, BY_ID)
                        .thenComparingInt(After::line)
                        .compare(new After(entry.at(), entry.postingId(), entry.line()), after);
        return order < 0;
    }

    @Override
    public void each(Consumer<Posting> consumer) {
        List.copyOf(postings.values()).forEach(consumer);
    }

    @Override
    public void eachPostedAmount(Consumer<Amount> consumer) {
        for (Posting posting : new ArrayList<>(postings.values())) {
            var journal = posting.journal();
            for (var line : journal.lines()) {
                consumer.accept(
                        new Amount(
                                posting.source().place(),
                                posting.period(),
                                line.account(),
                                journal.currency(),
                                line.side(),
                                line.amount(),
                                LONG_AGO));
            }
        }
    }

    @Override
    public void eachEntryAmount(Consumer<Amount> consumer) {
        entries.forEach((key, entry) ->
                consumer.accept(
                        new Amount(
                                Objects.requireNonNull(places.get(key)),
                                Posting.periodOf(entry.at()),
                                entry.account(),
                                entry.currency(),
                                entry.side(),
                                entry.amount(),
                                LONG_AGO)));
    }
}
