package io.tollbridge.accounting.seal;

import static io.tollbridge.accounting.Happenings.NOON;
import static io.tollbridge.accounting.Happenings.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollbridge.accounting.Happenings;
import io.tollbridge.accounting.balance.Balances;
import io.tollbridge.accounting.balance.InMemoryBalanceStore;
import io.tollbridge.accounting.balance.Sums;
import io.tollbridge.accounting.posting.InMemoryPostingStore;
import io.tollbridge.accounting.posting.Place;
import io.tollbridge.accounting.posting.Posting;
import io.tollbridge.accounting.posting.PostingRules;
import io.tollbridge.accounting.seal.SealStore.Stored;
import io.tollbridge.accounting.seal.Verification.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was sealed holds, and each way to change it behind is seen. */
class VerificationTest {

    private final InMemoryPostingStore postings = new InMemoryPostingStore();
    private final InMemoryPlaceIndex index = new InMemoryPlaceIndex();
    private final InMemoryBalanceStore balanceStore = new InMemoryBalanceStore();
    private final Balances balances = new Balances(balanceStore);
    private final InMemorySealStore seals = new InMemorySealStore();
    private final Sealer sealer = new Sealer(balanceStore, postings, index, seals);
    private final List<Posting> sealed = new ArrayList<>();

    @BeforeEach
    void two_days_are_sealed() {
        for (int offset = 0; offset < 6; offset++) {
            sealed.addAll(book(offset % 2, offset));
        }
        seal();
        for (int offset = 6; offset < 10; offset++) {
            sealed.addAll(book(offset % 2, offset));
        }
        seal();
    }

    @Test
    void what_stands_is_verified_and_each_posting_is_under_one_seal() {
        assertThat(verify().verified()).isTrue();
        assertThat(verify().seals()).isEqualTo(2);
        assertThat(verify().postings()).isEqualTo(sealed.size());
        var second = seals.newest().orElseThrow().seal();
        assertThat(second.leaves()).isEqualTo(4);
        assertThat(second.totalLines()).containsExactly("EUR 430 430 8");
    }

    @Test
    void what_is_booked_after_the_seal_is_no_intruder_and_comes_under_the_next() {
        book(0, 10);
        var late = postings(1, 3, "pay_late").stream().map(p -> p.at(p.source().place().late()));
        count(late.toList());
        assertThat(verify().verified()).isTrue();
        assertThat(verify().postings()).isEqualTo(sealed.size());
        seal();
        assertThat(verify().verified()).isTrue();
        assertThat(verify().postings()).isEqualTo(sealed.size() + 2);
    }

    @Test
    void a_posting_that_was_changed_is_named_with_its_seal() {
        var one = sealed.get(7);
        var h = Happenings.of("mch_1", "pay_x", "EUR");
        var other = Posting.of(PostingRules.book(h.purchased(9_999)), one.source()).getFirst();
        postings.insertTruth(
                new Posting(
                        one.id(),
                        one.ruleVersion(),
                        other.journal(),
                        one.source(),
                        one.merchant(),
                        one.payment()));
        var result = verify();
        assertThat(result.verified()).isFalse();
        assertThat(result.findings()).contains(new Finding(2L, one.id(), "changed"));
        assertThat(result.findings())
                .extracting(Finding::fault)
                .anyMatch(fault -> fault.startsWith("range payments"))
                .anyMatch(fault -> fault.startsWith("root "))
                .anyMatch(fault -> fault.startsWith("totals "));
    }

    @Test
    void a_posting_that_was_removed_is_named() {
        var one = sealed.get(2);
        postings.remove(one);
        assertThat(verify().findings()).contains(new Finding(1L, one.id(), "missing"));
    }

    @Test
    void one_that_was_removed_from_the_index_too_is_missed_by_the_root() {
        var one = sealed.get(2);
        postings.remove(one);
        index.remove(one);
        assertThat(verify().findings())
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found.seal()).isEqualTo(1));
    }

    @Test
    void one_that_was_added_behind_a_seal_is_named_or_at_least_seen() {
        var intruder = postings(0, 4, "pay_intruder");
        postings.insert(intruder);
        assertThat(verify().findings())
                .extracting(Finding::posting)
                .containsExactly(intruder.getFirst().id());
        index.insert(intruder);
        assertThat(verify().findings()).extracting(Finding::seal).contains(1L);
    }

    @Test
    void a_seal_that_was_made_to_fit_breaks_the_chain() {
        var first = seals.before(2, 1).getFirst().seal();
        var totals = new TreeMap<>(first.totals());
        totals.merge("EUR", Sums.ZERO, Sums::plus);
        var forged =
                new Seal(
                        first.number(),
                        first.label(),
                        first.ranges(),
                        totals,
                        first.root(),
                        first.previous(),
                        first.sealedAt().plusSeconds(1));
        seals.replace(new Stored(forged, first.hash()));
        assertThat(verify().findings())
                .singleElement()
                .satisfies(found -> assertThat(found.fault()).startsWith("hash "));
        seals.replace(new Stored(forged, forged.hash()));
        assertThat(verify().findings())
                .singleElement()
                .satisfies(found -> assertThat(found.fault()).startsWith("previous "));
    }

    @Test
    void what_is_not_as_it_was_booked_is_not_sealed() {
        var one = book(0, 10).getFirst();
        postings.remove(one);
        assertThatThrownBy(this::seal).hasMessageContaining(one.id() + ": missing");
        assertThat(seals.newest().orElseThrow().seal().number()).isEqualTo(2);
    }

    @Test
    void the_first_seal_finds_what_was_booked_before_there_was_an_index() {
        sealed.forEach(index::remove);
        var fresh = new InMemorySealStore();
        new Sealer(balanceStore, postings, index, fresh).seal(TODAY, NOON);
        var result = Verification.of(fresh, postings, index);
        assertThat(result.verified()).isTrue();
        assertThat(result.postings()).isEqualTo(sealed.size());
    }

    @Test
    void the_first_seal_refuses_what_was_changed_since_it_was_booked_too() {
        var one = sealed.get(2);
        postings.insertTruth(
                new Posting(
                        one.id(),
                        one.ruleVersion() + 1,
                        one.journal(),
                        one.source(),
                        one.merchant(),
                        one.payment()));
        var first = new Sealer(balanceStore, postings, index, new InMemorySealStore());
        assertThatThrownBy(() -> first.seal(TODAY, NOON))
                .hasMessageContaining(one.id() + ": changed");
    }

    @Test
    void of_two_instances_one_makes_the_seal() {
        book(0, 10);
        var overtaken =
                new Sealer(
                        balanceStore,
                        postings,
                        new InMemoryPlaceIndex() {
                            @Override
                            public void each(Seal.Span span, Consumer<List<Indexed>> pages) {
                                assertThat(sealer.seal(TODAY, NOON)).isTrue();
                                index.each(span, pages);
                            }
                        },
                        seals);
        assertThat(overtaken.seal(TODAY, NOON)).isFalse();
        assertThat(verify().verified()).isTrue();
        assertThat(verify().seals()).isEqualTo(3);
    }

    private Verification.Result verify() {
        return Verification.of(seals, postings, index);
    }

    private void seal() {
        assertThat(sealer.seal(TODAY, NOON)).isTrue();
    }

    private List<Posting> book(int partition, long offset) {
        var booked = postings(partition, offset, "pay_" + offset);
        count(booked);
        return booked;
    }

    private void count(List<Posting> booked) {
        postings.insert(booked);
        index.insert(booked);
        balances.count(booked);
    }

    private static List<Posting> postings(int partition, long offset, String payment) {
        var h = Happenings.of("mch_1", payment, "EUR");
        var place = new Place("payments", partition, offset);
        return Posting.of(
                PostingRules.book(h.purchased(100 + offset)),
                new Posting.Source(payment + ":3", place, NOON));
    }
}
