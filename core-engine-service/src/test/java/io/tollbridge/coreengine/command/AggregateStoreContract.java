package io.tollbridge.coreengine.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.coreengine.payment.Order;
import io.tollbridge.coreengine.payment.Payment;
import io.tollbridge.coreengine.payment.PaymentEvent;
import io.tollbridge.coreengine.payment.RequestKey;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.starter.aggregate.Aggregate;
import io.tollbridge.starter.aggregate.AggregateStore;
import io.tollbridge.starter.aggregate.AggregateStore.Outcome;
import io.tollbridge.starter.aggregate.Answer;
import io.tollbridge.starter.aggregate.Transition;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of aggregates keeps to, the one in memory as well as Cassandra's. */
interface AggregateStoreContract {

    Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    AggregateStore store();

    @Test
    default void nothing_stands_at_an_id_nobody_has_used() {
        var absent = store().load(freshId());
        assertThat(absent.exists()).isFalse();
        assertThat(absent.epoch()).isZero();
        assertThat(store().events(absent.id(), 1)).isEmpty();
        assertThat(store().answer(absent.id(), "k")).isEmpty();
    }

    @Test
    default void a_step_moves_everything_at_once() {
        var before = store().load(freshId());
        assertThat(store().append(step(before, 2, answer("k", 201))))
                .isEqualTo(new Outcome.Applied(2));
        var after = store().load(before.id());
        assertThat(after.version()).isEqualTo(2);
        assertThat(after.snapshot()).isEqualTo(new byte[] {2});
        assertThat(store().events(before.id(), 1))
                .extracting(AggregateStore.LoggedEvent::sequence)
                .containsExactly(1L, 2L);
        assertThat(store().events(before.id(), 2)).hasSize(1);
        var given = store().answer(before.id(), "k").orElseThrow();
        assertThat(given.status()).isEqualTo(201);
        assertThat(given.body()).isEqualTo(new byte[] {7});
        assertThat(given.requestHash()).isEqualTo(new byte[] {1, 2});
    }

    @Test
    default void what_was_decided_against_an_older_version_changes_nothing() {
        var before = store().load(freshId());
        store().append(step(before, 1, null));
        assertThat(store().append(step(before, 3, answer("late", 200))))
                .isInstanceOf(Outcome.Overtaken.class);
        assertThat(store().load(before.id()).version()).isEqualTo(1);
        assertThat(store().events(before.id(), 1)).hasSize(1);
        assertThat(store().answer(before.id(), "late")).isEmpty();
    }

    @Test
    default void a_key_that_has_its_answer_refuses_the_whole_step() {
        var before = store().load(freshId());
        store().append(step(before, 1, answer("k", 201)));
        var now = store().load(before.id());
        assertThat(store().append(step(now, 1, answer("k", 500))))
                .isInstanceOf(Outcome.Overtaken.class);
        assertThat(store().load(before.id()).version()).isEqualTo(1);
        assertThat(store().answer(before.id(), "k").orElseThrow().status()).isEqualTo(201);
    }

    @Test
    default void the_same_step_sent_again_has_been_applied_once() {
        var step = step(store().load(freshId()), 2, answer("k", 201));
        assertThat(store().append(step)).isEqualTo(new Outcome.Applied(2));
        assertThat(store().append(step)).isEqualTo(new Outcome.Applied(2));
        assertThat(store().load(step.id()).version()).isEqualTo(2);
        assertThat(store().events(step.id(), 1)).hasSize(2);
    }

    @Test
    default void a_fence_stops_what_was_decided_before_it() {
        var before = store().load(freshId());
        store().append(step(before, 1, null));
        var seen = store().load(before.id());
        assertThat(store().fence(seen)).isTrue();
        assertThat(store().append(step(seen, 1, null))).isInstanceOf(Outcome.Overtaken.class);
        assertThat(store().fence(seen)).as("it has moved since").isFalse();
        assertThat(store().append(step(store().load(before.id()), 1, null)))
                .isEqualTo(new Outcome.Applied(2));
    }

    @Test
    default void a_fence_on_nothing_stops_the_first_step() {
        var absent = store().load(freshId());
        assertThat(store().fence(absent)).isTrue();
        assertThat(store().append(step(absent, 1, null))).isInstanceOf(Outcome.Overtaken.class);
        var fenced = store().load(absent.id());
        assertThat(fenced.exists()).isFalse();
        assertThat(store().append(step(fenced, 1, null))).isEqualTo(new Outcome.Applied(1));
    }

    @Test
    default void of_many_who_decide_on_one_version_one_wins() throws Exception {
        var before = store().load(freshId());
        List<Callable<Outcome>> writers =
                IntStream.range(0, 8)
                        .<Callable<Outcome>>mapToObj(
                                _ -> () -> store().append(step(before, 1, null)))
                        .toList();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            int applied = 0;
            for (var outcome : pool.invokeAll(writers)) {
                applied += outcome.get() instanceof Outcome.Applied ? 1 : 0;
            }
            assertThat(applied).isEqualTo(1);
        }
        assertThat(store().events(before.id(), 1)).hasSize(1);
    }

    private static String freshId() {
        return PaymentId.PREFIX + UUID.randomUUID().toString().replace("-", "");
    }

    private static Answer answer(String key, int status) {
        return new Answer(key, new byte[] {1, 2}, status, new byte[] {7});
    }

    /** A step of so many events; its snapshot is the version it leads to. */
    private static Transition step(Aggregate before, int events, @Nullable Answer answer) {
        int after = before.version() + events;
        return new Transition(
                before,
                UUID.randomUUID(),
                columns(),
                new byte[] {(byte) after},
                Collections.nCopies(events, created(before.id())),
                List.of(new Transition.Note("attempt", "att_1", new byte[] {3})),
                answer,
                NOON);
    }

    private static Map<String, Object> columns() {
        return Map.of(
                "merchant_id",
                "mch_1",
                "mode",
                "test",
                "state",
                "processing",
                "currency",
                "EUR",
                "amount",
                1000L,
                "authorised",
                0L,
                "captured",
                0L,
                "refunded",
                0L,
                "create_hash",
                ByteBuffer.wrap(new byte[] {1}));
    }

    private static Object created(String id) {
        var order =
                new Order(
                        new MerchantId("mch_1"),
                        Mode.TEST,
                        Money.of(1000, "EUR"),
                        true,
                        null,
                        null,
                        Map.of());
        var payment =
                Payment.begin(new PaymentId(id), order, new RequestKey("k", "0102"), null, NOON);
        return new Steps(payment).then(new PaymentEvent.Created(NOON)).news().getFirst();
    }
}
