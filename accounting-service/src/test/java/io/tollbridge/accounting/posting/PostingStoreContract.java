package io.tollbridge.accounting.posting;

import static io.tollbridge.accounting.Happenings.NOON;
import static io.tollbridge.accounting.Happenings.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.accounting.Happenings;
import io.tollbridge.accounting.posting.PostingStore.After;
import io.tollbridge.accounting.posting.PostingStore.Amount;
import io.tollbridge.accounting.posting.PostingStore.Hour;
import io.tollbridge.kernel.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of postings does. Each test works on a merchant and payment of its own. */
public interface PostingStoreContract {

    PostingStore postings();

    private static Happenings own() {
        String name = Ids.sortable(NOON);
        return Happenings.of("mch_" + name, "pay_" + name, "EUR");
    }

    private static List<Posting> postings(Object event, String eventId, long offset, Instant at) {
        var place = new Place("t-payments", 2, offset);
        return Posting.of(PostingRules.book(event), new Posting.Source(eventId, place, at));
    }

    @Test
    default void a_posting_comes_back_as_it_went_in() {
        var h = own();
        var posting = postings(h.purchased(1000), h.payment() + ":3", 7, NOON).getFirst();

        postings().insert(List.of(posting));

        assertThat(postings().posting(posting.id())).contains(posting);
        assertThat(postings().posting(UUID.randomUUID())).isEmpty();
        assertThat(postings().ofPayment(h.payment())).containsExactly(posting);
    }

    @Test
    default void a_posting_without_merchant_or_payment_comes_back_too() {
        var posting = postings(own().funded(5), Ids.sortable(NOON), 7, NOON).getFirst();

        postings().insert(List.of(posting));

        assertThat(postings().posting(posting.id())).contains(posting);
    }

    @Test
    default void what_is_there_is_found_as_it_was_booked() {
        var h = own();
        var there =
                postings(h.captured(1000), h.payment() + ":3", 7, NOON).stream()
                        .map(posting -> posting.at(posting.source().place().nextRound()))
                        .toList();
        var absent = postings(h.purchased(1000), h.payment() + ":9", 8, NOON).getFirst();
        postings().insert(there);

        var found = postings().find(List.of(there.get(0).id(), there.get(1).id(), absent.id()));

        assertThat(found)
                .isEqualTo(
                        Map.of(
                                there.get(0).id(), there.get(0),
                                there.get(1).id(), there.get(1)));
    }

    @Test
    default void inserting_again_changes_nothing() {
        var h = own();
        var postings = postings(h.purchased(1000), h.payment() + ":3", 7, NOON);
        postings().insert(postings);
        postings().insert(postings);

        var hour = Hour.of(Chart.MERCHANT_PENDING.of(h.merchant().value()), NOON);
        assertThat(postings().entries(hour, After.START, 10)).hasSize(1);
        assertThat(postings().ofPayment(h.payment())).isEqualTo(postings);
    }

    @Test
    default void entries_of_an_hour_are_read_newest_first_page_by_page() {
        var h = own();
        for (int i = 0; i < 7; i++) {
            Instant at = NOON.plusSeconds(i / 2); // pairs at the same moment
            postings().insert(postings(h.purchased(100 + i), h.payment() + ":" + i, i, at));
        }
        postings().insert(postings(h.purchased(1), h.payment() + ":x", 99, NOON.plusSeconds(3600)));
        var hour = Hour.of(Chart.MERCHANT_PENDING.of(h.merchant().value()), NOON);
        var read = new ArrayList<Entry>();
        var after = After.START;
        for (var page = postings().entries(hour, after, 3);
                !page.isEmpty();
                page = postings().entries(hour, after, 3)) {
            read.addAll(page);
            var last = page.getLast();
            after = new After(last.at(), last.postingId(), last.line());
        }

        assertThat(read)
                .hasSize(7)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo((a, b) -> b.at().compareTo(a.at()));
        assertThat(read).extracting(Entry::amount).doesNotContain(1L);
    }

    @Test
    default void the_postings_of_an_hour_are_listed_page_by_page() {
        var h = own();
        Instant at = NOON.plusSeconds(5 * 3600);
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < 5; i++) {
            var postings = postings(h.purchased(100), h.payment() + ":" + i, i, at);
            postings().insert(postings);
            ids.add(postings.getFirst().id());
        }
        var read = new ArrayList<UUID>();
        for (var page = postings().ofPeriod(TODAY, 17, null, 2);
                !page.isEmpty();
                page = postings().ofPeriod(TODAY, 17, read.getLast(), 2)) {
            read.addAll(page);
        }

        assertThat(read).containsAll(ids).doesNotHaveDuplicates();
    }

    @Test
    default void every_amount_is_seen_in_postings_and_in_entries() {
        var h = own();
        postings().insert(postings(h.lineMatched(990_017, 17), h.payment() + ":3", 77, NOON));
        var posted = new ArrayList<Amount>();
        var entered = new ArrayList<Amount>();
        postings().eachPostedAmount(posted::add);
        postings().eachEntryAmount(entered::add);
        var all = new ArrayList<Posting>();
        postings().each(all::add);
        assertThat(all)
                .contains(
                        postings(h.lineMatched(990_017, 17), h.payment() + ":3", 77, NOON)
                                .getFirst());

        assertThat(posted)
                .anySatisfy(amount -> {
                    assertThat(amount.place()).isEqualTo(new Place("t-payments", 2, 77));
                    assertThat(amount.period()).isEqualTo(TODAY);
                    assertThat(amount.account().toString()).isEqualTo("1120:acquirer");
                    assertThat(amount.currency()).isEqualTo(h.money(0).currency());
                    assertThat(amount.side()).isEqualTo(Side.DEBIT);
                    assertThat(amount.amount()).isEqualTo(990_000);
                });
        assertThat(entered)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("storedAt")
                .containsExactlyInAnyOrderElementsOf(posted);
    }
}
