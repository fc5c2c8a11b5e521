package io.tollbridge.operations.story;

import io.tollbridge.contracts.Topics;
import io.tollbridge.contracts.channels.LateAnswer;
import io.tollbridge.contracts.checkout.CheckoutSessionCompleted;
import io.tollbridge.contracts.checkout.CheckoutSessionExpired;
import io.tollbridge.contracts.compensation.CaseExhausted;
import io.tollbridge.contracts.compensation.CaseOpened;
import io.tollbridge.contracts.compensation.CaseResolved;
import io.tollbridge.contracts.ledger.JournalPosted;
import io.tollbridge.contracts.payments.PaymentEvent;
import io.tollbridge.contracts.reconciliation.BreakOpened;
import io.tollbridge.contracts.reconciliation.BreakResolved;
import io.tollbridge.contracts.reconciliation.FundingMatched;
import io.tollbridge.contracts.reconciliation.LineMatched;
import io.tollbridge.contracts.reconciliation.PayoutMatched;
import io.tollbridge.contracts.risk.RiskAssessed;
import io.tollbridge.contracts.settlements.PayoutCreated;
import io.tollbridge.contracts.settlements.PayoutFailed;
import io.tollbridge.contracts.settlements.PayoutPaid;
import io.tollbridge.contracts.settlements.PayoutSent;
import io.tollbridge.contracts.settlements.PayoutView;
import io.tollbridge.contracts.settlements.SettlementClosed;
import io.tollbridge.contracts.settlements.SettlementItemAdded;
import io.tollbridge.contracts.settlements.SettlementMatured;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.event.EventEnvelope;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Finds out which payment an event is about, decoding no more of it than that takes. */
@Component
class StoryReading {

    /** All that makes a story. */
    static final Set<Class<?>> TYPES = types();

    private static final Map<String, String> TOPICS =
            TYPES.stream()
                    .map(EventCodec::typeOf)
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    type -> type.value(), type -> type.topic()));
    private static final String CLOSED = EventCodec.typeOf(SettlementClosed.class).value();

    private final JsonMapper json;

    StoryReading(JsonMapper json) {
        this.json = json;
    }

    /** Where the events name their payment. At most one of these is there. */
    private record About(
            @Nullable String paymentId,
            @Nullable Inner request,
            @Nullable Inner difference,
            @Nullable Inner compensation,
            @Nullable Inner session,
            @Nullable String reference) {

        record Inner(@Nullable String paymentId, @Nullable String payment) {}

        @Nullable String payment() {
            if (paymentId != null) {
                return paymentId;
            }
            return Stream.of(request, difference, compensation, session)
                    .filter(Objects::nonNull)
                    .flatMap(inner -> Stream.of(inner.paymentId, inner.payment))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .or(() -> References.paymentOfAttempt(reference))
                    .orElse(null);
        }
    }

    private record AboutPayout(PayoutView payout) {}

    /** Puts all of a batch into what is to be written. */
    StoryWrites read(List<EventEnvelope> events) {
        var writes = new StoryWrites();
        for (EventEnvelope event : events) {
            String topic = Objects.requireNonNull(TOPICS.get(event.type()));
            switch (topic) {
                case Topics.PAYMENTS -> payment(event, writes);
                case Topics.PAYOUTS ->
                        writes.payout(
                                event.as(AboutPayout.class).payout(),
                                StoryLine.of(topic, event, event.body()));
                default -> {
                    if (event.type().equals(CLOSED)) {
                        writes.closed(
                                event.as(SettlementClosed.class),
                                StoryLine.of(topic, event, event.body()));
                    } else {
                        String subject = subject(event);
                        if (subject != null) { // a break may have none, a journal neither
                            writes.line(subject, StoryLine.of(topic, event, event.body()));
                        }
                    }
                }
            }
        }
        return writes;
    }

    /** The payment it is about, or what many payments were part of. */
    private static @Nullable String subject(EventEnvelope event) {
        if (event.is(SettlementMatured.class)) {
            return References.ofBatch(event.as(SettlementMatured.class).batchId());
        }
        if (event.is(PayoutMatched.class)) {
            return References.ofPayout(event.as(PayoutMatched.class).payoutId());
        }
        if (event.is(FundingMatched.class)) {
            var funding = event.as(FundingMatched.class);
            return References.ofFunding(funding.channel(), funding.date());
        }
        return event.as(About.class).payment();
    }

    private void payment(EventEnvelope event, StoryWrites writes) {
        var facts = event.as(PaymentFacts.class);
        String id = facts.payment().id();
        writes.line(id, StoryLine.of(Topics.PAYMENTS, event, json.writeValueAsBytes(facts)));
        String order = facts.payment().merchantReference();
        if (order != null && event.sequence() == 1) {
            writes.reference(References.ORDER, order, id);
        }
        var attempt = facts.attempt();
        if (attempt != null && attempt.channelReference() != null) {
            writes.reference(References.CHANNEL, attempt.channelReference(), id);
        }
    }

    private static Set<Class<?>> types() {
        var types = new HashSet<Class<?>>();
        types.addAll(Arrays.asList(PaymentEvent.class.getPermittedSubclasses()));
        types.addAll(
                List.of(
                        RiskAssessed.class,
                        CheckoutSessionCompleted.class,
                        CheckoutSessionExpired.class,
                        LateAnswer.class,
                        CaseOpened.class,
                        CaseExhausted.class,
                        CaseResolved.class,
                        JournalPosted.class,
                        SettlementItemAdded.class,
                        SettlementClosed.class,
                        SettlementMatured.class,
                        PayoutCreated.class,
                        PayoutSent.class,
                        PayoutPaid.class,
                        PayoutFailed.class,
                        LineMatched.class,
                        FundingMatched.class,
                        PayoutMatched.class,
                        BreakOpened.class,
                        BreakResolved.class));
        return Set.copyOf(types);
    }
}
