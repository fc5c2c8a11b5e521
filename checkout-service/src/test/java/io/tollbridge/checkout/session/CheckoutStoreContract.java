package io.tollbridge.checkout.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.checkout.session.CheckoutState.Complete;
import io.tollbridge.checkout.session.CheckoutState.Expired;
import io.tollbridge.checkout.session.CheckoutState.Open;
import io.tollbridge.checkout.session.CheckoutState.Paying;
import io.tollbridge.checkout.session.CheckoutStore.Advance;
import io.tollbridge.checkout.session.CheckoutStore.Appointment;
import io.tollbridge.kernel.CardFace;
import io.tollbridge.kernel.CardToken;
import io.tollbridge.kernel.Ids;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store of sessions keeps. */
interface CheckoutStoreContract {

    Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    CheckoutStore store();

    static CheckoutSession session() {
        return new CheckoutSession(
                "cs_" + Ids.sortable(NOON),
                new MerchantId("mch_1"),
                "Harbour & Hill",
                Mode.TEST,
                new CheckoutOrder(
                        Money.of(4230, "EUR"),
                        List.of(new CheckoutOrder.Line("咖啡 & beans", 1, 4230)),
                        "https://shop.example/thanks",
                        "https://shop.example/basket",
                        "zh",
                        "A-1"),
                NOON,
                NOON.plusSeconds(3600),
                Open.NEW,
                1,
                false);
    }

    @Test
    default void a_session_is_read_as_it_was_written() {
        var session = session();
        assertThat(store().insert(session)).isEqualTo(session);
        assertThat(store().find(session.id())).contains(session);
        assertThat(store().find("cs_none")).isEmpty();
    }

    @Test
    default void every_state_is_read_as_it_was_written() {
        var token = CardToken.of("t1", new CardFace("visa", "424242", "4242", 2031, 12, "fp"));
        var payment = new PaymentId("pay_1");
        var states =
                List.of(
                        new Paying(new PaymentTry(1, token, "203.0.113.7", NOON), null, false),
                        new Paying(new PaymentTry(1, token, null, NOON), payment, true),
                        new Open(1, payment, "insufficient_funds"),
                        new Expired(NOON, payment),
                        new Complete(NOON, payment, true));
        var session = store().insert(session());
        for (CheckoutState state : states) {
            session = applied(store().advance(session, state));
            assertThat(store().findNewest(session.id())).contains(session);
        }
        store().markAnnounced(session.id());
        assertThat(store().find(session.id())).contains(session.withAnnounced());
    }

    @Test
    default void an_id_is_taken_once() {
        var first = store().insert(session());
        var second =
                new CheckoutSession(
                        first.id(),
                        first.merchantId(),
                        "Another name",
                        first.mode(),
                        first.order(),
                        NOON.plusSeconds(1),
                        first.expiresAt(),
                        Open.NEW,
                        1,
                        false);
        assertThat(store().insert(second)).isEqualTo(first);
    }

    @Test
    default void of_two_steps_from_the_same_version_one_is_overtaken() {
        var session = store().insert(session());
        assertThat(store().advance(session, new Expired(NOON, null)))
                .isInstanceOf(Advance.Applied.class);
        assertThat(store().advance(session, new Open(1, null, "generic")))
                .isInstanceOf(Advance.Overtaken.class);
    }

    @Test
    default void appointments_come_due_and_are_kept() {
        var hour = NOON.plus(400, ChronoUnit.DAYS);
        var early = new Appointment(hour.plusSeconds(10), "cs_a");
        var late = new Appointment(hour.plusSeconds(50), "cs_b");
        store().appoint(late);
        store().appoint(early);
        assertThat(store().due(hour, hour.plusSeconds(20), 10)).containsExactly(early);
        assertThat(store().due(hour, hour.plusSeconds(60), 10)).containsExactly(early, late);
        assertThat(store().due(hour, hour.plusSeconds(60), 1)).containsExactly(early);
        store().keep(early);
        assertThat(store().due(hour, hour.plusSeconds(60), 10)).containsExactly(late);
    }

    private static CheckoutSession applied(Advance advance) {
        if (advance instanceof Advance.Applied(var session)) {
            return session;
        }
        throw new AssertionError(advance.toString());
    }
}
