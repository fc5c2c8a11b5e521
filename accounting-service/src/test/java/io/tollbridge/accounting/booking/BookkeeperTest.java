package io.tollbridge.accounting.booking;

import static io.tollbridge.accounting.Happenings.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollbridge.accounting.Happenings;
import io.tollbridge.accounting.balance.InMemoryBalanceStore;
import io.tollbridge.accounting.balance.TrialBalance;
import io.tollbridge.accounting.booking.Bookkeeper.Happened;
import io.tollbridge.accounting.posting.InMemoryPostingStore;
import io.tollbridge.accounting.posting.Place;
import io.tollbridge.accounting.posting.Posting;
import io.tollbridge.accounting.posting.PostingRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BookkeeperTest {

    private static final int PARTITIONS = 3;

    private final InMemoryPostingStore postings = new InMemoryPostingStore();
    private final InMemoryBalanceStore balances = new InMemoryBalanceStore();
    private final TrialBalance trialBalance = new TrialBalance(balances, postings);
    private final List<UUID> announced = new ArrayList<>();

    private Bookkeeper bookkeeper(Interrupted.Elbow elbow) {
        return Interrupted.bookkeeper(
                postings,
                told -> told.forEach(posting -> announced.add(posting.id())),
                balances,
                elbow);
    }

    private static Happened happened(Object event, String id, int partition, long offset) {
        return happened(event, id, partition, offset, NOON);
    }

    private static Happened happened(
            Object event, String id, int partition, long offset, Instant at) {
        var place = new Place("payments", partition, offset);
        return new Happened(event, new Posting.Source(id, place, at));
    }

    @Test
    void a_copy_of_an_event_is_booked_and_counted_once() {
        var h = Happenings.of("mch_1", "pay_1", "EUR");
        var bookkeeper = bookkeeper(_ -> {});
        bookkeeper.book(
                List.of(
                        happened(h.purchased(1000), "pay_1:3", 0, 4),
                        happened(h.purchased(1000), "pay_1:3", 0, 5)));
        bookkeeper.book(List.of(happened(h.purchased(1000), "pay_1:3", 0, 6)));
        bookkeeper.book(List.of(happened(h.refundCreated(100), "pay_1:4", 0, 7)));

        var euros = trialBalance.totals().of(h.money(0).currency());
        assertThat(euros.debits()).isEqualTo(1100);
        assertThat(euros.entries()).isEqualTo(4);
        assertThat(announced).hasSize(2);
    }

    @Test
    void a_copy_with_other_content_stops_the_ledger() {
        var h = Happenings.of("mch_1", "pay_1", "EUR");
        var bookkeeper = bookkeeper(_ -> {});
        bookkeeper.book(List.of(happened(h.purchased(1000), "pay_1:3", 0, 4)));
        var other = happened(h.purchased(1001), "pay_1:3", 0, 5);

        assertThatThrownBy(() -> bookkeeper.book(List.of(other)))
                .isInstanceOf(Bookkeeper.LedgerStopped.class)
                .hasMessageContaining("pay_1:3");
        assertThat(trialBalance.totals().of(h.money(0).currency()).debits()).isEqualTo(1000);
    }

    @Test
    void events_of_the_other_mode_belong_to_another_ledger() {
        var h = Happenings.of("mch_1", "pay_1", "EUR");
        var live = new Happenings(h.merchant(), h.payment(), h.currency(), true);
        bookkeeper(_ -> {}).book(List.of(happened(live.purchased(1000), "pay_1:3", 0, 4)));

        assertThat(announced).isEmpty();
        assertThat(trialBalance.totals().accounts()).isEmpty();
    }

    @Test
    void a_batch_that_stops_anywhere_is_finished_by_its_replay() {
        var steps = new ArrayList<String>();
        run(new InMemoryPostingStore(), new InMemoryBalanceStore(), steps::add);
        assertThat(steps).hasSizeGreaterThan(8).contains("after announce", "after advance");

        for (int stop = 0; stop < steps.size(); stop++) {
            var ownPostings = new InMemoryPostingStore();
            var ownBalances = new InMemoryBalanceStore();
            int[] left = {stop};
            assertThatThrownBy(() ->
                            run(
                                    ownPostings,
                                    ownBalances,
                                    _ -> {
                                        if (left[0]-- == 0) {
                                            throw new IllegalStateException("crash");
                                        }
                                    }))
                    .hasMessage("crash");
            run(ownPostings, ownBalances, _ -> {});
            run(ownPostings, ownBalances, _ -> {}); // once more changes nothing

            var result = new TrialBalance(ownBalances, ownPostings).proven();
            assertThat(result.proofs())
                    .as(steps.get(stop))
                    .allSatisfy((_, proof) -> {
                        assertThat(proof.isEqual()).isTrue();
                        assertThat(proof.balances().debits()).isEqualTo(1029);
                        assertThat(proof.balances().credits()).isEqualTo(1029);
                    })
                    .hasSize(1);
        }
    }

    @Test
    void a_batch_that_stops_between_a_posting_and_its_entries_is_finished_by_its_replay() {
        var h = Happenings.of("mch_1", "pay_1", "EUR");
        var happened = happened(h.purchased(1000), "pay_1:3", 0, 4);
        Posting.of(PostingRules.book(happened.event()), happened.source())
                .forEach(postings::insertTruth);

        bookkeeper(_ -> {}).book(List.of(happened));

        assertThat(trialBalance.proven().proofs().values())
                .singleElement()
                .satisfies(proof -> assertThat(proof.isEqual()).isTrue());
    }

    private static void run(
            InMemoryPostingStore postings, InMemoryBalanceStore balances, Interrupted.Elbow elbow) {
        var h = Happenings.of("mch_1", "pay_1", "EUR");
        Interrupted.bookkeeper(postings, _ -> {}, balances, elbow)
                .book(
                        List.of(
                                happened(h.purchased(1000), "pay_1:3", 0, 4),
                                happened(h.item("pay_1:3", 1000, 29), "sb_1:1", 1, 9)));
    }

    /**
     * Two owners of the same partitions, one of which should be dead; crashes, in-topic copies and
     * replays between any two steps. A failing seed repeats.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void nothing_is_counted_twice_or_not_at_all_whatever_happens(int seeds) {
        for (long seed = seeds * 50L; seed < seeds * 50L + 50; seed++) {
            new Storm(seed).passes();
        }
    }

    private static final class Storm {
        private final long seed;
        private final RandomGenerator chance;
        private final InMemoryPostingStore postings = new InMemoryPostingStore();
        private final InMemoryBalanceStore balances = new InMemoryBalanceStore();
        private final Set<UUID> announced = new HashSet<>();
        private final List<List<Happened>> log = new ArrayList<>();
        private final Map<Integer, Integer> committed = new HashMap<>();
        private long expected;
        private int events;
        private boolean calm;
        private boolean nested;
        private Bookkeeper owner;
        private Bookkeeper zombie;

        Storm(long seed) {
            this.seed = seed;
            this.chance = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            this.owner = fresh();
            this.zombie = fresh();
            write();
        }

        private Bookkeeper fresh() {
            return Interrupted.bookkeeper(
                    postings,
                    told -> told.forEach(posting -> announced.add(posting.id())),
                    balances,
                    _ -> elbow());
        }

        private void write() {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                var records = new ArrayList<Happened>();
                for (int offset = 0; offset < 25; offset++) {
                    boolean copy = offset > 0 && chance.nextInt(4) == 0;
                    var first = copy ? records.get(chance.nextInt(offset)) : born(partition);
                    records.add(
                            happened(
                                    first.event(),
                                    first.source().eventId(),
                                    partition,
                                    offset,
                                    first.source().at()));
                }
                log.add(records);
                committed.put(partition, 0);
            }
        }

        private Happened born(int partition) {
            long amount = 1L + chance.nextInt(1000);
            expected += amount;
            var h = Happenings.of("mch_" + chance.nextInt(3), "pay_" + ++events, "EUR");
            // some happened last month: balances have a part per month
            Instant at = chance.nextInt(5) == 0 ? NOON.minusSeconds(3_000_000) : NOON;
            return happened(h.purchased(amount), h.payment() + ":3", partition, 0, at);
        }

        private void elbow() {
            if (calm) {
                return;
            }
            int what = chance.nextInt(12);
            if (what == 0) {
                throw new IllegalStateException("crash");
            }
            if (what == 1 && !nested) {
                nested = true;
                step(false);
                nested = false;
            }
        }

        /** One batch by one of the two, from what is committed or from further back. */
        private void step(boolean byOwner) {
            var batch = new ArrayList<Happened>();
            var reached = new HashMap<Integer, Integer>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                int from = committed.getOrDefault(partition, 0);
                from -= chance.nextInt(5) == 0 ? chance.nextInt(from + 1) : 0;
                int to = Math.min(log.get(partition).size(), from + chance.nextInt(6));
                batch.addAll(log.get(partition).subList(from, to));
                reached.put(partition, to);
            }
            try {
                (byOwner ? owner : zombie).book(batch);
                reached.forEach((partition, to) -> committed.merge(partition, to, Math::max));
            } catch (IllegalStateException _) {
                if (chance.nextBoolean()) { // else the same process tries again
                    owner = byOwner ? fresh() : owner;
                    zombie = byOwner ? zombie : fresh();
                }
            }
        }

        void passes() {
            for (int i = 0; i < 60; i++) {
                step(chance.nextInt(3) > 0);
            }
            calm = true;
            for (int twice = 0; twice < 2; twice++) {
                log.forEach(records -> fresh().book(records));
            }
            var proofs = new TrialBalance(balances, postings).proven().proofs().values();
            assertThat(proofs).as("seed " + seed).hasSize(1);
            for (var proof : proofs) {
                assertThat(proof.isEqual()).as("seed " + seed + ": " + proof).isTrue();
                assertThat(proof.balances().debits()).as("seed " + seed).isEqualTo(expected);
                assertThat(proof.balances().credits()).as("seed " + seed).isEqualTo(expected);
                assertThat(proof.balances().entries()).isEqualTo(2L * events);
            }
            assertThat(announced).as("seed " + seed).hasSize(events);
        }
    }
}
