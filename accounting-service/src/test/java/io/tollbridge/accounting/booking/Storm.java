package io.tollbridge.accounting.booking;

import static io.tollbridge.accounting.Happenings.NOON;
import static io.tollbridge.accounting.booking.BookkeeperTest.assertProven;
import static io.tollbridge.accounting.booking.BookkeeperTest.happened;
import static io.tollbridge.accounting.booking.BookkeeperTest.trialBalance;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.accounting.Happenings;
import io.tollbridge.accounting.balance.InMemoryBalanceStore;
import io.tollbridge.accounting.booking.Bookkeeper.Happened;
import io.tollbridge.accounting.posting.InMemoryPostingStore;
import io.tollbridge.accounting.seal.InMemoryPlaceIndex;
import io.tollbridge.accounting.seal.Leaf;
import io.tollbridge.accounting.seal.PlaceIndex;
import io.tollbridge.accounting.seal.Seal;
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

/** What happens to a ledger in the worst of worlds, by one seed. */
final class Storm {

    private static final int PARTITIONS = 3;

    private final long seed;
    private final RandomGenerator chance;
    private final InMemoryPostingStore postings = new InMemoryPostingStore();
    private final InMemoryPlaceIndex index = new InMemoryPlaceIndex();
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
    }

    private Bookkeeper fresh() {
        return Interrupted.bookkeeper(
                postings,
                index,
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
        for (int topics = 0; topics < 2; topics++) {
            log.clear();
            write();
            calm = false;
            while (log.stream().anyMatch(this::isAhead)) {
                step(chance.nextInt(3) > 0);
            }
            calm = true;
            check("all committed, topics " + topics);
            log.forEach(records -> fresh().book(records));
            check("replay, topics " + topics);
        }
    }

    private boolean isAhead(List<Happened> records) {
        int partition = records.getFirst().source().place().partition();
        return committed.getOrDefault(partition, 0) < records.size();
    }

    private void check(String when) {
        String name = "seed " + seed + ", " + when;
        assertProven(name, trialBalance(balances, postings), expected, 2L * events);
        assertThat(announced).as(name).hasSize(events);
        assertIndexed(name);
    }

    /** What the next seal would cover is each posting once, as it is. */
    private void assertIndexed(String name) {
        var indexed = new ArrayList<PlaceIndex.Indexed>();
        for (var part : balances.parts()) {
            part.head()
                    .nextOffset()
                    .forEach((partition, next) ->
                            index.each(
                                    new Seal.Span(part.name(), partition, 0, next),
                                    indexed::addAll));
        }
        var all = new ArrayList<PlaceIndex.Indexed>();
        postings.each(posting -> all.add(new PlaceIndex.Indexed(posting.id(), Leaf.hash(posting))));
        assertThat(indexed).as(name).containsExactlyInAnyOrderElementsOf(all);
    }
}
