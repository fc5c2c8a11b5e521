package io.tollbridge.risk.decision;

import io.tollbridge.contracts.payments.AttemptDeclined;
import io.tollbridge.contracts.payments.AttemptStarted;
import io.tollbridge.contracts.payments.AttemptView;
import io.tollbridge.contracts.payments.PaymentView;
import io.tollbridge.contracts.risk.Assessment;
import io.tollbridge.contracts.risk.Assessment.Decision;
import io.tollbridge.contracts.risk.AssessmentRequest;
import io.tollbridge.contracts.risk.RiskAssessed;
import io.tollbridge.kernel.Mode;
import io.tollbridge.starter.event.EventEnvelope;
import io.tollbridge.starter.event.EventSubscription;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Compares decisions with what core-engine wrote down, and rebuilds those that a crash took. */
@Component
class AttemptListener {

    private static final Logger log = LoggerFactory.getLogger(AttemptListener.class);
    private static final String BLOCKED = "blocked_by_risk";

    private final DecisionRecorder recorder;
    private final CassandraDecisionStore store;

    AttemptListener(DecisionRecorder recorder, CassandraDecisionStore store) {
        this.recorder = recorder;
        this.store = store;
    }

    @Bean
    EventSubscription decisionsMade() {
        return new EventSubscription(
                "risk", Set.of(AttemptStarted.class, AttemptDeclined.class), this::handle);
    }

    private void handle(List<EventEnvelope> batch) {
        recorder.drain(); // what is still queued here is not missing
        var missing =
                batch.stream()
                        .map(AttemptListener::decision)
                        .flatMap(Optional::stream)
                        .filter(this::isMissing)
                        .toList();
        if (!missing.isEmpty()) {
            log.atWarn().addKeyValue("risk.decisions", missing.size()).log("risk.rebuilt");
            recorder.write(missing);
        }
    }

    private boolean isMissing(RiskAssessed decision) {
        var request = decision.request();
        return !recorder.isRecorded(request.attemptId())
                && !store.has(request.paymentId(), request.attemptId());
    }

    private static Optional<RiskAssessed> decision(EventEnvelope event) {
        if (event.is(AttemptStarted.class)) {
            var started = event.as(AttemptStarted.class);
            var risk = started.risk();
            return risk == null
                    ? Optional.empty()
                    : request(started.payment(), started.attempt())
                            .map(request ->
                                    new RiskAssessed(
                                            request,
                                            new Assessment(
                                                    Decision.valueOf(
                                                            risk.decision()
                                                                    .toUpperCase(Locale.ROOT)),
                                                    risk.score(),
                                                    risk.reasons(),
                                                    risk.degraded()),
                                            event.at()));
        }
        var declined = event.as(AttemptDeclined.class);
        var error = declined.payment().lastPaymentError();
        if (error == null || !error.code().equals(BLOCKED)) {
            return Optional.empty();
        }
        var blocked = new Assessment(Decision.BLOCK, 100, List.of(), false);
        return request(declined.payment(), declined.attempt())
                .map(request -> new RiskAssessed(request, blocked, event.at()));
    }

    private static Optional<AssessmentRequest> request(PaymentView payment, AttemptView attempt) {
        var method = payment.paymentMethod();
        if (method == null || method.card() == null) {
            return Optional.empty();
        }
        return Optional.of(
                new AssessmentRequest(
                        payment.id(),
                        attempt.id(),
                        payment.merchantId(),
                        payment.livemode() ? Mode.LIVE : Mode.TEST,
                        attempt.amount(),
                        method.card(),
                        null));
    }
}
