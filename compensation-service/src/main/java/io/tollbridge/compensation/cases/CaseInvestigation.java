package io.tollbridge.compensation.cases;

import io.tollbridge.compensation.cases.CaseEvent.ChannelSaid;
import io.tollbridge.compensation.cases.CaseEvent.PaymentSaid;
import io.tollbridge.compensation.cases.CaseEvent.ReversalSaid;
import io.tollbridge.compensation.cases.CaseState.Asking;
import io.tollbridge.compensation.cases.CaseState.Exhausted;
import io.tollbridge.compensation.cases.CaseState.Resolved;
import io.tollbridge.compensation.cases.CaseState.Reversing;
import io.tollbridge.compensation.cases.CaseState.Telling;
import io.tollbridge.compensation.cases.CaseState.Voiding;
import io.tollbridge.contracts.channels.ChannelAnswer.Verdict;
import io.tollbridge.contracts.channels.ChannelApi;
import io.tollbridge.contracts.payments.AttemptResolution;
import io.tollbridge.contracts.payments.PaymentsApi;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.crash.Crash;
import io.tollbridge.starter.http.ServiceCallException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One try: asks, reverses and tells for as long as that leads on. */
@Component
class CaseInvestigation {

    private static final Logger log = LoggerFactory.getLogger(CaseInvestigation.class);

    /** Asking, telling, reversing, telling: more would be going in circles. */
    private static final int MOST_STEPS = 6;

    private final ChannelApi channels;
    private final PaymentsApi payments;
    private final CassandraCaseStore store;
    private final Silence silence;
    private final BusinessClock clock;

    private record Heard(CaseEvent event, String words) {
        /** Whether nothing is known that was not known before the question. */
        boolean isNothing() {
            var verdict =
                    switch (event) {
                        case ChannelSaid(var answer, _) -> answer.verdict();
                        case ReversalSaid(var answer) -> answer.verdict();
                        default -> null;
                    };
            return verdict == Verdict.NOT_SENT || verdict == Verdict.UNCLEAR;
        }
    }

    CaseInvestigation(
            ChannelApi channels,
            PaymentsApi payments,
            CassandraCaseStore store,
            Silence silence,
            BusinessClock clock) {
        this.channels = channels;
        this.payments = payments;
        this.store = store;
        this.silence = silence;
        this.clock = clock;
    }

    /** The case as it is after this try; written down after every step that leads on. */
    CompensationCase investigate(CompensationCase claimed) {
        var now = claimed;
        for (int step = 0; step < MOST_STEPS && !now.state().isFinal(); step++) {
            Heard heard;
            String asked = now.asks();
            try {
                heard = act(now);
            } catch (ServiceCallException e) {
                silence.met(asked, now.id());
                log.atWarn().addKeyValue("error", e.getMessage()).log("compensation.no_answer");
                return now.heard(e.service() + " did not answer");
            }
            if (heard.isNothing()) {
                silence.met(asked, now.id());
            } else {
                silence.brokenBy(asked);
            }
            var next = CaseLifecycle.next(now.subject(), now.state(), heard.event());
            now = now.heard(heard.words());
            if (next.equals(now.state())) {
                return now;
            }
            var at = clock.instant();
            now = now.moved(next, at);
            if (!store.advance(now, at)) {
                return store.find(now.id()).orElse(now); // its outcome was seen meanwhile
            }
        }
        return now;
    }

    private Heard act(CompensationCase now) {
        var subject = now.subject();
        String channel = subject.attempt().channel();
        return switch (now.state()) {
            case Asking _ -> {
                var answer = channels.query(channel, subject.operation());
                yield new Heard(
                        new ChannelSaid(answer, CaseLifecycle.QUERY), "query " + answer.verdict());
            }
            case Reversing _ -> {
                Crash.at("compensation.before_reverse");
                var answer = channels.reverse(channel, subject.operation());
                Crash.at("compensation.after_reverse");
                yield new Heard(new ReversalSaid(answer), "reversal " + answer.verdict());
            }
            case Voiding _ -> {
                var answer =
                        subject.isRelease()
                                ? channels.release(channel, subject.release())
                                : channels.reverse(channel, subject.voided());
                yield new Heard(new ReversalSaid(answer), "void " + answer.verdict());
            }
            case Telling(var answer, var evidence) -> {
                var said =
                        payments.resolve(
                                subject.paymentId(),
                                subject.attempt().id(),
                                new AttemptResolution(answer, evidence));
                Crash.at("compensation.after_resolve");
                yield new Heard(
                        new PaymentSaid(said.settled(), said.reverse()),
                        evidence + " " + answer.verdict());
            }
            case Resolved _, Exhausted _ ->
                    throw new IllegalStateException(now.id() + ": " + now.status());
        };
    }
}
