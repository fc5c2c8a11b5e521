package io.tollbridge.compensation.watch;

import io.tollbridge.compensation.cases.CaseService;
import io.tollbridge.compensation.cases.CaseSubject;
import io.tollbridge.contracts.payments.AttemptStarted;
import io.tollbridge.contracts.payments.AttemptUnknown;
import io.tollbridge.contracts.payments.AttemptView;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.starter.event.EventEnvelope;
import io.tollbridge.starter.event.EventSubscription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Follows attempts on the {@code payments} topic: started, unknown, settled. */
@Component
class AttemptListener {

    private final AttemptWatch watch;
    private final CaseService cases;

    /** Of a payment only what is needed: this listener sees every event there is. */
    private record Owner(PaymentId id, MerchantId merchantId, boolean livemode) {}

    private record WithAttempt(Owner payment, AttemptView attempt) {
        CaseSubject subject() {
            return new CaseSubject(
                    payment.id(),
                    payment.merchantId(),
                    payment.livemode() ? Mode.LIVE : Mode.TEST,
                    attempt);
        }
    }

    private record AttemptName(AttemptId id) {}

    private record WithAttemptName(@Nullable AttemptName attempt) {}

    private record Unknown(CaseSubject subject, Instant since) {}

    AttemptListener(AttemptWatch watch, CaseService cases) {
        this.watch = watch;
        this.cases = cases;
    }

    @Bean
    EventSubscription attempts() {
        var types = new HashSet<Class<?>>(Outcomes.events());
        types.add(AttemptStarted.class);
        types.add(AttemptUnknown.class);
        return new EventSubscription("compensation", types, this::handle);
    }

    private void handle(List<EventEnvelope> batch) {
        var started = new ArrayList<CaseSubject>();
        Map<String, Unknown> unknown = new LinkedHashMap<>();
        Map<String, String> settled = new LinkedHashMap<>();
        for (EventEnvelope event : batch) {
            if (event.is(AttemptStarted.class)) {
                started.add(event.as(WithAttempt.class).subject());
            } else if (event.is(AttemptUnknown.class)) {
                var subject = event.as(WithAttempt.class).subject();
                unknown.put(subject.attempt().id().value(), new Unknown(subject, event.at()));
            } else {
                var attempt = event.as(WithAttemptName.class).attempt();
                if (attempt != null) {
                    settled.put(attempt.id().value(), Outcomes.resolution(event.type()));
                    unknown.remove(attempt.id().value());
                }
            }
        }
        unknown.values().forEach(one -> cases.open(one.subject(), one.since()));
        Set<String> noLongerWatched = new HashSet<>(settled.keySet());
        noLongerWatched.addAll(unknown.keySet());
        watch.change(started, noLongerWatched);
        settled.forEach(cases::outcomeSeen);
    }
}
