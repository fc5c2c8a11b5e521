package io.tollbridge.accounting.booking;

import io.tollbridge.accounting.balance.Balances;
import io.tollbridge.accounting.posting.Posting;
import io.tollbridge.accounting.posting.PostingRules;
import io.tollbridge.accounting.posting.PostingStore;
import io.tollbridge.accounting.seal.PlaceIndex;
import io.tollbridge.kernel.Mode;
import io.tollbridge.starter.crash.Crash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Books a batch of events: all of it, or it throws and the batch comes again, whole or in parts.
 *
 * <p>An event that is parked is in no posting and no balance, though balances move past its offset;
 * the books agree without it. When it is booked later, its offset was passed, so it is counted in a
 * round of its own, once.
 */
final class Bookkeeper {

    private final Mode mode;
    private final PostingStore store;
    private final PlaceIndex index;
    private final Consumer<List<Posting>> announce;
    private final Balances balances;

    Bookkeeper(
            Mode mode,
            PostingStore store,
            PlaceIndex index,
            Consumer<List<Posting>> announce,
            Balances balances) {
        this.mode = mode;
        this.store = store;
        this.index = index;
        this.announce = announce;
        this.balances = balances;
    }

    /** A decoded event and where it came from. */
    record Happened(Object event, Posting.Source source) {}

    void book(List<Happened> batch) {
        var postings = firstCopies(batch);
        if (postings.isEmpty()) {
            return;
        }
        Crash.at("accounting.before-postings");
        store.insert(postings);
        index.insert(postings);
        Crash.at("accounting.after-postings");
        announce.accept(postings);
        Crash.at("accounting.after-announcement");
        balances.count(postings);
        Crash.at("accounting.after-balances");
    }

    /** The postings of this batch, without those that an earlier copy of the event has made. */
    private List<Posting> firstCopies(List<Happened> batch) {
        var postings = new LinkedHashMap<UUID, Posting>();
        for (Happened happened : batch) {
            for (Posting posting : postings(happened)) {
                Posting first = postings.putIfAbsent(posting.id(), posting);
                if (first != null) {
                    agree(posting, first);
                }
            }
        }
        var placed = balances.placed(postings.values());
        var booked = store.find(postings.keySet());
        var own = new ArrayList<Posting>();
        for (Posting posting : placed) {
            var before = booked.get(posting.id());
            if (before == null) {
                own.add(posting);
            } else {
                agree(posting, before);
                if (before.source().place().isSameRecord(posting.source().place())) {
                    own.add(before); // it stands, whatever the rules are by now
                }
            }
        }
        return own;
    }

    private List<Posting> postings(Happened happened) {
        var booking = PostingRules.book(happened.event);
        Mode its = booking.subject().mode();
        return its == null || its == mode ? Posting.of(booking, happened.source) : List.of();
    }

    private static void agree(Posting posting, Posting before) {
        if (posting.ruleVersion() == before.ruleVersion()
                && !posting.hash().equals(before.hash())) {
            throw new OtherContent(
                    "posting "
                            + posting.id()
                            + " of "
                            + posting.source().eventId()
                            + " at "
                            + posting.source().place()
                            + ": other content than booked (expected: the same)");
        }
    }

    /**
     * One id, two contents by the same rules: nothing of this event is booked before somebody has
     * looked.
     */
    static final class OtherContent extends RuntimeException {
        OtherContent(String message) {
            super(message);
        }
    }
}
