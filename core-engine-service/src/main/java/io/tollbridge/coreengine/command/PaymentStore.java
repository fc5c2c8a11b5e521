package io.tollbridge.coreengine.command;

import io.tollbridge.coreengine.payment.Attempt;
import io.tollbridge.coreengine.payment.Order;
import io.tollbridge.coreengine.payment.Payment;
import io.tollbridge.kernel.Ids;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.starter.aggregate.Aggregate;
import io.tollbridge.starter.aggregate.AggregateStore;
import io.tollbridge.starter.aggregate.AggregateTable;
import io.tollbridge.starter.aggregate.Answer;
import io.tollbridge.starter.aggregate.Transition;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Payments in the aggregate store: a snapshot for us, columns for people, events for everyone. */
final class PaymentStore {

    static final AggregateTable TABLE =
            new AggregateTable(
                    "payment",
                    "payment_id",
                    List.of(
                            "merchant_id",
                            "mode",
                            "state",
                            "currency",
                            "amount",
                            "authorised",
                            "captured",
                            "refunded",
                            "create_hash"),
                    PaymentNews.TYPES,
                    16);

    private final AggregateStore store;
    private final JsonMapper json;

    PaymentStore(AggregateStore store, JsonMapper json) {
        this.store = store;
        this.json = json;
    }

    /**
     * A payment and the version of the store's row it was read at.
     *
     * @param payment absent when nobody has created it
     */
    record Stored(Aggregate aggregate, @Nullable Payment payment) {

        static Stored absent(PaymentId id) {
            return new Stored(Aggregate.absent(id.value()), null);
        }

        /** The same row after a step that was applied. */
        Stored moved(Payment to) {
            return new Stored(
                    new Aggregate(
                            aggregate.id(), to.version(), aggregate.epoch(), aggregate.snapshot()),
                    to);
        }
    }

    Stored load(PaymentId id) {
        var aggregate = store.load(id.value());
        return new Stored(
                aggregate,
                aggregate.exists() ? json.readValue(aggregate.snapshot(), Payment.class) : null);
    }

    Optional<Answer> answer(PaymentId id, String key) {
        return store.answer(id.value(), key);
    }

    List<AggregateStore.LoggedEvent> events(PaymentId id, long from) {
        return store.events(id.value(), from);
    }

    /** Makes sure that a payment stays as it was seen; false when it has moved since. */
    boolean fence(Stored seen) {
        return store.fence(seen.aggregate());
    }

    /** Writes events that were decided on what was loaded. */
    AggregateStore.Outcome append(Stored before, Steps steps, @Nullable Answer answer, Instant at) {
        Payment after = steps.payment();
        var notes = new ArrayList<Transition.Note>();
        for (Attempt attempt : steps.touched()) {
            notes.add(
                    new Transition.Note(
                            "attempt",
                            attempt.id().value(),
                            json.writeValueAsBytes(PaymentViews.of(after, attempt))));
        }
        return store.append(
                new Transition(
                        before.aggregate(),
                        UUID.randomUUID(),
                        columns(after),
                        json.writeValueAsBytes(after),
                        steps.news(),
                        notes,
                        answer,
                        at));
    }

    private static Map<String, Object> columns(Payment payment) {
        var order = payment.order();
        return Map.of(
                "merchant_id", order.merchantId().value(),
                "mode", order.mode().wire(),
                "state", payment.state().wire(),
                "currency", order.amount().currency().code(),
                "amount", order.amount().minorUnits(),
                "authorised", payment.authorised().minorUnits(),
                "captured", payment.captured().minorUnits(),
                "refunded", payment.refunded().minorUnits(),
                "create_hash", ByteBuffer.wrap(HexFormat.of().parseHex(payment.request().hash())));
    }

    /** The one payment that a merchant's key can create. */
    static PaymentId idOf(byte[] salt, Order order, String key) {
        return new PaymentId(
                PaymentId.PREFIX
                        + Ids.derived(salt, order.merchantId().value(), order.mode().wire(), key));
    }
}
