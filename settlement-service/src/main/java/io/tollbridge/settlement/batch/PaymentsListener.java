package io.tollbridge.settlement.batch;

import io.tollbridge.contracts.Topics;
import io.tollbridge.contracts.merchants.FeePlan;
import io.tollbridge.contracts.payments.PaymentCaptured;
import io.tollbridge.contracts.payments.PaymentView;
import io.tollbridge.contracts.payments.RefundSucceeded;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import io.tollbridge.settlement.terms.Merchants;
import io.tollbridge.starter.crash.Crash;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.event.EventEnvelope;
import io.tollbridge.starter.event.EventSubscription;
import io.tollbridge.starter.logging.LogContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;

/** Turns captures and refunds into settlement items; knows how far it has read. */
@Configuration
class PaymentsListener {

    private static final Logger log = LoggerFactory.getLogger(PaymentsListener.class);
    private static final String GROUP = "settlement-items";
    private static final int CHUNK = 50; // items of one conditional write

    private final BatchService batches;
    private final Merchants merchants;
    private final ConsumerFactory<String, byte[]> consumers;
    private final EventCodec codec;

    PaymentsListener(
            BatchService batches,
            Merchants merchants,
            ConsumerFactory<String, byte[]> consumers,
            EventCodec codec) {
        this.batches = batches;
        this.merchants = merchants;
        this.consumers = consumers;
        this.codec = codec;
    }

    @Bean
    EventSubscription settlementItems() {
        return new EventSubscription(
                        GROUP, Set.of(PaymentCaptured.class, RefundSucceeded.class), this::handle)
                .keepingSeen();
    }

    void handle(List<EventEnvelope> events) {
        var byBatch = new LinkedHashMap<BatchKey, Map<String, Item>>();
        for (var event : events) {
            if (event.is(PaymentCaptured.class)) {
                add(byBatch, captured(event.id(), event.as(PaymentCaptured.class)));
            } else {
                add(byBatch, refunded(event.id(), event.at(), event.as(RefundSucceeded.class)));
            }
        }
        var placed = new ArrayList<BatchService.Placed>();
        byBatch.forEach((batch, items) -> {
            var all = List.copyOf(items.values());
            for (int from = 0; from < all.size(); from += CHUNK) {
                var chunk = all.subList(from, Math.min(from + CHUNK, all.size()));
                placed.addAll(batches.place(batch, chunk));
            }
        });
        batches.announceItems(placed);
        Crash.at("settlement.items-announced");
    }

    private record Dated(BatchKey batch, Item item) {}

    private static void add(Map<BatchKey, Map<String, Item>> byBatch, Dated dated) {
        byBatch.computeIfAbsent(dated.batch(), _ -> new LinkedHashMap<>())
                .putIfAbsent(dated.item().id(), dated.item()); // a copy within one poll
    }

    private Dated captured(String id, PaymentCaptured event) {
        var capture = event.capture();
        var fees = feesOf(event.payment(), capture.capturedAt());
        var item =
                new Item(
                        id,
                        Item.Kind.CAPTURE,
                        event.payment().id(),
                        capture.attempt(),
                        capture.amount(),
                        fees.onCapture(capture.amount()),
                        fees.planId(),
                        capture.settlementDate(),
                        capture.capturedAt());
        return new Dated(batchOf(event.payment(), capture.amount(), item.originalDate()), item);
    }

    private Dated refunded(String id, Instant at, RefundSucceeded event) {
        var refund = event.refund();
        var amount = Money.of(refund.amount(), refund.currency());
        var date = Objects.requireNonNull(refund.settlementDate(), "settlement date of " + id);
        var fees = feesOf(event.payment(), at);
        var item =
                new Item(
                        id,
                        Item.Kind.REFUND,
                        event.payment().id(),
                        refund.attempt(),
                        amount.negated(),
                        fees.onRefund(amount),
                        fees.planId(),
                        date,
                        at);
        return new Dated(batchOf(event.payment(), amount, date), item);
    }

    private static BatchKey batchOf(PaymentView payment, Money amount, LocalDate date) {
        var mode = payment.livemode() ? Mode.LIVE : Mode.TEST;
        return new BatchKey(payment.merchantId(), mode, amount.currency(), date);
    }

    private FeePolicy feesOf(PaymentView payment, Instant at) {
        return merchants
                .await(payment.merchantId()) // it exists for certain: waited for, never parked
                .feePlanAt(at)
                .map(PaymentsListener::policy)
                .orElseThrow(() -> unpriced(payment, at));
    }

    /**
     * Nobody agreed on a price, so there is none: the payment is parked until somebody has agreed
     * and says so. Free would be a decision. Batches close without it; it goes into the next one.
     */
    private RuntimeException unpriced(PaymentView payment, Instant at) {
        try (var _ = LogContext.of(payment.id())) {
            log.atError()
                    .addKeyValue("merchant.id", payment.merchantId())
                    .addKeyValue("captured_at", at)
                    .log("settlement.no_fee_plan");
        }
        return new IllegalStateException(
                payment.merchantId() + ": no fee plan (expected: one in force at " + at + ")");
    }

    private static FeePolicy policy(FeePlan plan) {
        return new FeePolicy(plan.id(), plan.basisPoints(), plan.fixed(), plan.refundPolicy());
    }

    /**
     * How far the payments topic goes, and how far this group, all instances of it, has read.
     *
     * @param ends next offset to be written, by partition
     * @param read next offset to be read, by partition
     */
    record Position(Map<Integer, Long> ends, Map<Integer, Long> read) {

        /** Whether everything up to these ends has had its effects. */
        boolean isPast(Map<Integer, Long> marks) {
            return marks.entrySet().stream()
                    .allMatch(mark -> read.getOrDefault(mark.getKey(), 0L) >= mark.getValue());
        }
    }

    Position position() {
        try (var consumer =
                consumers.createConsumer(codec.topic(GROUP), "settlement-position", null)) {
            var partitions =
                    consumer.partitionsFor(codec.topic(Topics.PAYMENTS)).stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            var ends = new HashMap<Integer, Long>();
            consumer.endOffsets(partitions).forEach((p, end) -> ends.put(p.partition(), end));
            var read = new HashMap<Integer, Long>();
            consumer.committed(Set.copyOf(partitions))
                    .forEach((p, at) -> read.put(p.partition(), at == null ? 0 : at.offset()));
            return new Position(ends, read);
        }
    }
}
