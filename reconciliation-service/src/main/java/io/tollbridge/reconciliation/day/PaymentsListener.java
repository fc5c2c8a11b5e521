package io.tollbridge.reconciliation.day;

import io.tollbridge.contracts.Topics;
import io.tollbridge.contracts.payments.AttemptDeclined;
import io.tollbridge.contracts.payments.AttemptFailed;
import io.tollbridge.contracts.payments.AttemptStarted;
import io.tollbridge.contracts.payments.AttemptUnknown;
import io.tollbridge.contracts.payments.AttemptView;
import io.tollbridge.contracts.payments.PaymentCaptured;
import io.tollbridge.contracts.payments.PaymentView;
import io.tollbridge.contracts.payments.RefundFailed;
import io.tollbridge.contracts.payments.RefundSucceeded;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import io.tollbridge.reconciliation.day.CassandraExpectationStore.Known;
import io.tollbridge.reconciliation.matching.Expectation;
import io.tollbridge.reconciliation.matching.Expectation.Status;
import io.tollbridge.reconciliation.matching.ReconciliationTerms;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.event.EventEnvelope;
import io.tollbridge.starter.event.EventSubscription;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;

/** Keeps what we know of operations at channels; knows whether it has read all there is. */
@Configuration
class PaymentsListener {

    private static final String GROUP = "reconciliation-payments";

    private final CassandraExpectationStore expectations;
    private final LatePayments late;
    private final ReconciliationTerms terms;
    private final ConsumerFactory<String, byte[]> consumers;
    private final EventCodec codec;
    private final boolean live;

    PaymentsListener(
            CassandraExpectationStore expectations,
            LatePayments late,
            ReconciliationTerms terms,
            ConsumerFactory<String, byte[]> consumers,
            EventCodec codec,
            @Value("${tollbridge.mode}") String mode) {
        this.expectations = expectations;
        this.late = late;
        this.terms = terms;
        this.consumers = consumers;
        this.codec = codec;
        this.live = Mode.ofWire(mode).isLive();
    }

    @Bean
    EventSubscription operations() {
        return new EventSubscription(
                GROUP,
                Set.of(
                        AttemptStarted.class,
                        AttemptUnknown.class,
                        AttemptDeclined.class,
                        AttemptFailed.class,
                        PaymentCaptured.class,
                        RefundSucceeded.class,
                        RefundFailed.class),
                this::handle);
    }

    /**
     * Only the newest event of an operation in a batch is written: one upsert for most payments.
     * One of the other mode is not expected on any statement here: a statement names no mode, so
     * what matches it is this platform's.
     */
    void handle(List<EventEnvelope> events) {
        var newest = new LinkedHashMap<String, Known>();
        for (var event : events) {
            var expectation = expectation(event);
            if (expectation == null) {
                continue;
            }
            var known = new Known(expectation, event.sequence());
            newest.merge(
                    known.expectation().reference().value(),
                    known,
                    (a, b) -> b.sequence() >= a.sequence() ? b : a);
        }
        expectations.put(newest.values());
        late.note(newest.values().stream().map(Known::expectation).toList());
    }

    private @Nullable Expectation expectation(EventEnvelope event) {
        if (event.is(PaymentCaptured.class)) {
            var captured = event.as(PaymentCaptured.class);
            return of(
                    captured.payment(),
                    captured.attempt(),
                    Status.PAID,
                    captured.capture().amount());
        }
        if (event.is(RefundSucceeded.class)) {
            var refunded = event.as(RefundSucceeded.class);
            var amount = Money.of(refunded.refund().amount(), refunded.refund().currency());
            return of(refunded.payment(), refunded.attempt(), Status.PAID, amount);
        }
        if (event.is(AttemptStarted.class)) {
            var started = event.as(AttemptStarted.class);
            return of(started.payment(), started.attempt(), Status.SENT);
        }
        if (event.is(AttemptUnknown.class)) {
            var unknown = event.as(AttemptUnknown.class);
            return of(unknown.payment(), unknown.attempt(), Status.UNKNOWN);
        }
        if (event.is(AttemptDeclined.class)) {
            var declined = event.as(AttemptDeclined.class);
            return of(declined.payment(), declined.attempt(), Status.DECLINED);
        }
        if (event.is(RefundFailed.class)) {
            var failed = event.as(RefundFailed.class);
            return of(failed.payment(), failed.attempt(), Status.FAILED);
        }
        var failed = event.as(AttemptFailed.class);
        return of(failed.payment(), failed.attempt(), Status.FAILED);
    }

    private @Nullable Expectation of(PaymentView payment, AttemptView attempt, Status status) {
        return of(payment, attempt, status, attempt.amount());
    }

    private @Nullable Expectation of(
            PaymentView payment, AttemptView attempt, Status status, Money amount) {
        if (payment.livemode() != live) {
            return null;
        }
        return new Expectation(
                attempt.channel(),
                dayOf(attempt),
                attempt.id(),
                attempt.operation(),
                status,
                attempt.operation().equals("refund") ? amount.negated() : amount,
                payment.id(),
                payment.merchantId(),
                attempt.sentAt(),
                null);
    }

    private LocalDate dayOf(AttemptView attempt) {
        var zone =
                terms.channel(attempt.channel())
                        .map(ReconciliationTerms.Channel::zone)
                        .orElse(ZoneOffset.UTC);
        return LocalDate.ofInstant(attempt.sentAt(), zone);
    }

    /** How far the payments topic goes: next offset to be written, by partition. */
    Map<TopicPartition, Long> ends() {
        return ask(Consumer::endOffsets);
    }

    /** Whether everything up to these ends has had its effects here, in whatever instance. */
    boolean hasRead(Map<TopicPartition, Long> ends) {
        var read = ask((consumer, partitions) -> consumer.committed(Set.copyOf(partitions)));
        return ends.entrySet().stream()
                .allMatch(end -> {
                    var at = read.get(end.getKey());
                    return end.getValue() == 0 || (at != null && at.offset() >= end.getValue());
                });
    }

    private <T> T ask(BiFunction<Consumer<?, ?>, List<TopicPartition>, T> question) {
        try (var consumer =
                consumers.createConsumer(codec.topic(GROUP), "reconciliation-position", null)) {
            var partitions =
                    consumer.partitionsFor(codec.topic(Topics.PAYMENTS)).stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            return question.apply(consumer, partitions);
        }
    }
}
