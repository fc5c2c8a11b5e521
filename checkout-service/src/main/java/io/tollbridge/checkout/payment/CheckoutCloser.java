package io.tollbridge.checkout.payment;

import io.tollbridge.checkout.session.CheckoutService;
import io.tollbridge.checkout.session.CheckoutSession;
import io.tollbridge.checkout.session.CheckoutState.Complete;
import io.tollbridge.checkout.session.CheckoutState.Expired;
import io.tollbridge.checkout.session.CheckoutViews;
import io.tollbridge.contracts.checkout.CheckoutSessionCompleted;
import io.tollbridge.contracts.checkout.CheckoutSessionExpired;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.starter.crash.Crash;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.event.OutgoingEvent;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells of a session's end: frees its payment, publishes, marks it announced. Repeatable. */
@Component
public class CheckoutCloser {

    private static final Logger log = LoggerFactory.getLogger(CheckoutCloser.class);

    private final CheckoutService sessions;
    private final EngineCalls engine;
    private final EventPublisher events;
    private final CheckoutViews views;

    CheckoutCloser(
            CheckoutService sessions,
            EngineCalls engine,
            EventPublisher events,
            CheckoutViews views) {
        this.sessions = sessions;
        this.engine = engine;
        this.events = events;
        this.views = views;
    }

    /** Announces a session that has just ended, without making the shopper wait for it. */
    public CheckoutSession closeSoon(CheckoutSession session) {
        if (session.state().isEnded() && !session.announced()) {
            Thread.ofVirtual().name("close-" + session.id()).start(() -> close(session));
        }
        return session;
    }

    /**
     * Announces the session if it has ended and was not announced yet. What fails now is left to
     * the sweeper: the end itself is written already.
     */
    CheckoutSession close(CheckoutSession session) {
        try {
            return announce(session);
        } catch (RuntimeException e) {
            log.atWarn().addKeyValue("session.id", session.id()).setCause(e).log("announce.later");
            return session;
        }
    }

    private CheckoutSession announce(CheckoutSession session) {
        if (session.announced()) {
            return session;
        }
        switch (session.state()) {
            case Complete complete ->
                    publish(
                            session,
                            new CheckoutSessionCompleted(views.of(session)),
                            complete.at());
            case Expired expired -> {
                PaymentId payment = expired.payment();
                if (payment != null) {
                    engine.cancel(session, payment);
                }
                publish(session, new CheckoutSessionExpired(views.of(session)), expired.at());
            }
            default -> {
                return session;
            }
        }
        Crash.at("checkout.published");
        return sessions.announced(session);
    }

    private void publish(CheckoutSession session, Object event, Instant at) {
        // A session ends once: its end is the first and only event of it.
        events.publish(List.of(new OutgoingEvent(event, session.id(), session.id() + ":1", 1, at)));
    }
}
