package io.tollbridge.accounting.posting;

import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.PaymentId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps postings and the views of them. Only ever inserts. */
public interface PostingStore {

    /**
     * One side of one line, for sums over everything.
     *
     * @param storedAt by the system's clock, whatever business time it was
     */
    record Amount(
            Place place,
            LocalDate period,
            Account account,
            Currency currency,
            Side side,
            long amount,
            Instant storedAt) {}

    /** An hour of a day of an account. */
    record Hour(Account account, LocalDate period, int slot) {

        /** The hour that an account's entry of this moment is in. */
        public static Hour of(Account account, Instant at) {
            return new Hour(account, Posting.periodOf(at), Posting.slotOf(at));
        }
    }

    /** A place among the entries of an hour, newest first. */
    record After(Instant at, UUID postingId, int line) {

        /** Before the newest. */
        public static final After START =
                new After(Instant.parse("9999-12-31T23:59:59Z"), new UUID(-1, -1), 0);
    }

    /** The ones that are there. Sees all that {@link #insert} has returned from. */
    Map<UUID, Posting> find(Collection<UUID> ids);

    /** Inserts postings, then their views. Inserting the same again changes nothing. */
    void insert(List<Posting> postings);

    Optional<Posting> posting(UUID id);

    /** Oldest first. */
    List<Posting> ofPayment(PaymentId payment);

    /** The ids of the postings of an hour, by id. */
    List<UUID> ofPeriod(LocalDate period, int slot, @Nullable UUID after, int limit);

    /** Entries of one account in one hour, newest first. */
    List<Entry> entries(Hour hour, After after, int limit);

    /** Every posting, in no order. */
    void each(Consumer<Posting> consumer);

    /** Every line of every posting, in no order. */
    void eachPostedAmount(Consumer<Amount> consumer);

    /** Every entry, in no order. */
    void eachEntryAmount(Consumer<Amount> consumer);
}
