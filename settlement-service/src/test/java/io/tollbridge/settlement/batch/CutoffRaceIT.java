package io.tollbridge.settlement.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.settlement.Fixtures;
import io.tollbridge.settlement.terms.MerchantTerms;
import io.tollbridge.testkit.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The race of {@link CutoffModelTest} on a real database: consumers are handed the same items again
 * and again, in other orders and portions, while two closers close the day and the next one.
 */
@ServiceTest
class CutoffRaceIT {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final int ITEMS = 12;
    private static final int DAYS_LOOKED_AT = 4;

    @Autowired private BatchService batches;
    @Autowired private CassandraBatchStore store;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void each_item_is_in_one_batch_and_each_seal_is_true(long seed) throws Exception {
        var day = keyOf("mch_race" + seed);
        var items =
                IntStream.range(0, ITEMS)
                        .mapToObj(n ->
                                SealTest.item(
                                        "pay_" + seed + "x" + n + ":3",
                                        Item.Kind.CAPTURE,
                                        100 + n,
                                        n))
                        .toList();
        var work = new ArrayList<Callable<List<BatchService.Placed>>>();
        for (int consumer = 0; consumer < 3; consumer++) {
            var random = new Random(seed * 31 + consumer);
            work.add(() -> consume(day, items, random));
            work.add(() -> consume(day, items, random));
        }
        work.add(() -> close(day));
        work.add(() -> close(day));
        work.add(() -> close(day.next()));
        Collections.shuffle(work, new Random(seed));

        Map<String, BatchKey> told = new HashMap<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(work)) {
                for (var placed : done.get()) { // everybody is told the same batch
                    var before = told.put(placed.item().id(), placed.batch());
                    assertThat(before).isIn(null, placed.batch());
                }
            }
        }
        assertThat(told).hasSize(ITEMS);
        checkBooks(day, told);
    }

    @Test
    void what_a_dead_instance_left_half_closed_is_closed_once_and_as_it_was() {
        var day = keyOf("mch_halfway");
        batches.place(day, List.of(SealTest.item("pay_h1:3", Item.Kind.CAPTURE, 100, 3)));
        store.shut(day); // and dies here
        var late = batches.place(day, List.of(SealTest.item("pay_h2:3", Item.Kind.CAPTURE, 7, 0)));
        assertThat(late.getFirst().batch()).isEqualTo(day.next());
        close(day);
        var first = store.load(day);
        close(day);
        assertThat(store.load(day)).isEqualTo(first);
        assertThat(((Batch.Sealed) first).seal().net().minorUnits()).isEqualTo(97);
    }

    private void checkBooks(BatchKey day, Map<String, BatchKey> told) {
        Map<String, BatchKey> booked = new HashMap<>();
        var key = day;
        for (int n = 0; n < DAYS_LOOKED_AT; n++) {
            for (var item : store.items(key)) {
                assertThat(booked.put(item.id(), key)).as("settled twice").isNull();
            }
            if (store.load(key) instanceof Batch.Sealed closed) {
                assertThat(closed.seal()).isEqualTo(Seal.over(key.currency(), store.items(key)));
            }
            key = key.next();
        }
        assertThat(booked).isEqualTo(told);
    }

    /** Offers all items twice, in random order and portions, as after a crash and a rebalance. */
    private List<BatchService.Placed> consume(BatchKey day, List<Item> items, Random random) {
        var placed = new ArrayList<BatchService.Placed>();
        for (int delivery = 0; delivery < 2; delivery++) {
            var shuffled = new ArrayList<>(items);
            Collections.shuffle(shuffled, random);
            for (int from = 0; from < shuffled.size(); ) {
                int to = Math.min(shuffled.size(), from + 1 + random.nextInt(5));
                var portion = List.copyOf(shuffled.subList(from, to));
                placed.addAll(again(() -> batches.place(day, portion)));
                from = to;
            }
        }
        return placed;
    }

    private List<BatchService.Placed> close(BatchKey key) {
        boolean closed = false;
        for (int tries = 0; !closed && tries < 200; tries++) { // an empty batch is not closed
            var merchant = Fixtures.merchant(key.merchant().value(), null, Instant.EPOCH);
            closed = again(() -> batches.close(key, new MerchantTerms(merchant)).isPresent());
        }
        assertThat(StreamSupport.stream(store.items(key).spliterator(), false).count())
                .matches(count -> count == 0 || store.load(key) instanceof Batch.Sealed);
        return List.of();
    }

    /** Until it succeeds, as Kafka and the sweeper do: a busy database says no now and then. */
    private static <T> T again(Callable<T> work) {
        var done = new ArrayList<T>();
        await().atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .ignoreExceptions()
                .until(() -> {
                    done.add(work.call());
                    return true;
                });
        return done.getFirst();
    }

    private static BatchKey keyOf(String merchant) {
        return new BatchKey(new MerchantId(merchant), Mode.TEST, Currency.of("EUR"), DAY);
    }
}
