package io.tollbridge.checkout.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.checkout.session.CheckoutEvent.Approved;
import io.tollbridge.checkout.session.CheckoutEvent.Overdue;
import io.tollbridge.checkout.session.CheckoutState.Complete;
import io.tollbridge.checkout.session.CheckoutState.Expired;
import io.tollbridge.kernel.PaymentId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckoutServiceTest {

    private static final Instant NOON = CheckoutStoreContract.NOON;
    private static final PaymentId PAYMENT = new PaymentId("pay_1");

    private final InMemoryCheckoutStore store = new InMemoryCheckoutStore();
    private Instant now = NOON;
    private final CheckoutService sessions = new CheckoutService(store, () -> now);

    @Test
    void a_session_whose_time_is_up_is_expired_by_the_look() {
        var session = sessions.open(CheckoutStoreContract.session());
        assertThat(sessions.find(session.id())).contains(session);
        now = NOON.plus(Duration.ofHours(1));
        assertThat(sessions.find(session.id()).map(CheckoutSession::state))
                .contains(new Expired(now, null));
    }

    @Test
    void an_event_that_was_overtaken_is_decided_again_on_the_newest_state() {
        var session = sessions.open(CheckoutStoreContract.session());
        sessions.apply(session, new Approved(NOON, PAYMENT, true));
        var seenOld = sessions.apply(session, new Overdue(NOON));
        assertThat(seenOld.state()).isEqualTo(new Complete(NOON, PAYMENT, true));
    }

    @Test
    void a_step_that_was_applied_without_saying_so_is_not_taken_twice() {
        var session = store.insert(CheckoutStoreContract.session());
        var silent = new CheckoutService(new SilentOnce(store), InstantSource.system());
        var moved = silent.apply(session, new Approved(NOON, PAYMENT, true));
        assertThat(moved.version()).isEqualTo(2);
        assertThat(store.find(session.id())).isEqualTo(Optional.of(moved));
    }

    /** Applies every step and never says so, as Cassandra does when it times out. */
    private record SilentOnce(CheckoutStore real) implements CheckoutStore {

        @Override
        public Advance advance(CheckoutSession from, CheckoutState next) {
            real.advance(from, next);
            return new Advance.Unclear();
        }

        @Override
        public CheckoutSession insert(CheckoutSession session) {
            return real.insert(session);
        }

        @Override
        public Optional<CheckoutSession> find(String id) {
            return real.find(id);
        }

        @Override
        public Optional<CheckoutSession> findNewest(String id) {
            return real.findNewest(id);
        }

        @Override
        public void markAnnounced(String id) {
            real.markAnnounced(id);
        }

        @Override
        public void appoint(Appointment appointment) {
            real.appoint(appointment);
        }

        @Override
        public java.util.List<Appointment> due(Instant hour, Instant now, int limit) {
            return real.due(hour, now, limit);
        }

        @Override
        public void keep(Appointment appointment) {
            real.keep(appointment);
        }

        @Override
        public Optional<Instant> sweptUntil() {
            return real.sweptUntil();
        }

        @Override
        public void sweptUntil(Instant hour) {
            real.sweptUntil(hour);
        }
    }
}
