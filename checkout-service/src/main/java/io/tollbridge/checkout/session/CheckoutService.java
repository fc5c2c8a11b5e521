package io.tollbridge.checkout.session;

import io.tollbridge.checkout.session.CheckoutStore.Advance;
import io.tollbridge.checkout.session.CheckoutStore.Appointment;
import io.tollbridge.starter.problem.ProblemException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes sessions from step to step: load, decide, store. */
@Component
public class CheckoutService {

    private static final Logger log = LoggerFactory.getLogger(CheckoutService.class);
    private static final int MAX_ROUNDS = 8;
    private static final Duration ANNOUNCE_WITHIN = Duration.ofSeconds(5);

    private final CheckoutStore store;
    private final InstantSource clock;

    CheckoutService(CheckoutStore store, InstantSource businessClock) {
        this.store = store;
        this.clock = businessClock;
    }

    /** Opens a session; the one that is there already when the same was asked before. */
    public CheckoutSession open(CheckoutSession session) {
        store.appoint(new Appointment(session.expiresAt(), session.id()));
        return store.insert(session);
    }

    /** The session as it is now: one whose time is up is expired by the look. */
    public Optional<CheckoutSession> find(String id) {
        if (!id.startsWith(CheckoutSession.PREFIX) || id.length() > 64) {
            return Optional.empty();
        }
        return store.find(id).map(this::expireIfOverdue);
    }

    private CheckoutSession expireIfOverdue(CheckoutSession session) {
        return session.isOverdue(clock.instant()) ? expire(session) : session;
    }

    /** Ends a session that nobody is paying just now. */
    public CheckoutSession expire(CheckoutSession session) {
        lookAgain(session.id(), ANNOUNCE_WITHIN);
        return apply(session, new CheckoutEvent.Overdue(clock.instant()));
    }

    /**
     * Applies an event to the newest state.
     *
     * @throws CheckoutLifecycle.StepRefused when the newest state does not allow it
     */
    public CheckoutSession apply(CheckoutSession session, CheckoutEvent event) {
        var seen = session;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            var next = CheckoutLifecycle.next(seen.state(), event);
            if (next.equals(seen.state())) {
                return seen;
            }
            switch (store.advance(seen, next)) {
                case Advance.Applied(var applied) -> {
                    log.atInfo()
                            .addKeyValue("session.id", applied.id())
                            .addKeyValue("session.state", next.getClass().getSimpleName())
                            .log("checkout_session.advanced");
                    return applied;
                }
                // Also after Unclear: if it was applied, the newest state is already past the
                // event.
                case Advance.Overtaken _, Advance.Unclear _ ->
                        seen = store.findNewest(seen.id()).orElseThrow();
            }
        }
        throw ProblemException.unavailable(
                "session_busy", "the session is being changed", Duration.ofSeconds(1));
    }

    /** Asks the sweeper to look at a session later; write this before what may need it. */
    public void lookAgain(String id, Duration after) {
        store.appoint(new Appointment(clock.instant().plus(after), id));
    }

    /** Notes that the session's end was published. */
    public CheckoutSession announced(CheckoutSession session) {
        store.markAnnounced(session.id());
        return session.withAnnounced();
    }
}
