package io.tollbridge.accounting.seal;

import static io.tollbridge.accounting.Happenings.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.accounting.Happenings;
import io.tollbridge.accounting.posting.Place;
import io.tollbridge.accounting.posting.Posting;
import io.tollbridge.accounting.posting.PostingRules;
import io.tollbridge.accounting.seal.Audit.Fault;
import io.tollbridge.accounting.seal.Audit.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditTest {

    private static final List<Posting> BOOKED = booked(0, 7);

    @Test
    void postings_that_stand_have_no_findings_in_whatever_order_they_are_read() {
        assertThat(Audit.findings(Audit.leaves(BOOKED), BOOKED.reversed())).isEmpty();
        assertThat(root(BOOKED.reversed())).isEqualTo(root(BOOKED));
    }

    @Test
    void whichever_posting_is_dropped_changed_or_added_is_named_and_moves_the_root() {
        var stranger = booked(100, 1).getFirst();
        for (int i = 0; i < BOOKED.size(); i++) {
            var one = BOOKED.get(i);
            var dropped = new ArrayList<>(BOOKED);
            dropped.remove(i);
            assertFound(dropped, new Finding(one.id(), Fault.MISSING));

            var changed = new ArrayList<>(BOOKED);
            changed.set(i, one.at(one.source().place().nextRound()));
            assertFound(changed, new Finding(one.id(), Fault.CHANGED));

            var added = new ArrayList<>(BOOKED);
            added.add(i, stranger);
            assertFound(added, new Finding(stranger.id(), Fault.EXTRA));

            var replaced = new ArrayList<>(BOOKED);
            replaced.set(i, stranger);
            assertFound(
                    replaced,
                    new Finding(one.id(), Fault.MISSING),
                    new Finding(stranger.id(), Fault.EXTRA));
        }
    }

    private static void assertFound(List<Posting> postings, Finding... findings) {
        assertThat(Audit.findings(Audit.leaves(BOOKED), postings)).containsExactly(findings);
        assertThat(root(postings)).isNotEqualTo(root(BOOKED));
    }

    private static Merkle.Hash root(Collection<Posting> postings) {
        return Merkle.root(List.copyOf(Audit.leaves(postings).values()));
    }

    private static List<Posting> booked(long firstOffset, int events) {
        var postings = new ArrayList<Posting>();
        for (int i = 0; i < events; i++) {
            var h = Happenings.of("mch_1", "pay_" + (firstOffset + i), "EUR");
            var place = new Place("payments", i % 3, firstOffset + i);
            var source = new Posting.Source(h.payment() + ":3", place, NOON);
            postings.addAll(Posting.of(PostingRules.book(h.purchased(100 + i)), source));
        }
        return postings;
    }
}
