package io.tollbridge.checkout.payment;

import io.tollbridge.checkout.session.CheckoutSession;
import io.tollbridge.checkout.session.CheckoutState.Paying;
import io.tollbridge.contracts.payments.ConfirmPayment;
import io.tollbridge.contracts.payments.CreatePayment;
import io.tollbridge.contracts.payments.PaymentMethodChoice;
import io.tollbridge.contracts.payments.PaymentView;
import io.tollbridge.contracts.payments.PaymentsApi;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.starter.http.ServiceCallException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Calls to core-engine, with every failure told apart by what it says about the money. */
@Component
final class EngineCalls {

    private static final Logger log = LoggerFactory.getLogger(EngineCalls.class);
    private static final int CONFLICT = 409;

    private final PaymentsApi payments;

    EngineCalls(PaymentsApi payments) {
        this.payments = payments;
    }

    /** What a confirmation brought. */
    sealed interface Answer {
        /** The payment as it is. */
        record Says(PaymentView payment) implements Answer {}

        /** The engine refused before any effect. */
        record Nothing(@Nullable PaymentId payment, String refusal) implements Answer {}

        /** This call never reached the engine. */
        record NotSent(@Nullable PaymentId payment) implements Answer {}

        /** No telling. */
        record Unclear() implements Answer {}
    }

    /** Creates the session's payment, once, and confirms the try, once, however often called. */
    Answer confirm(CheckoutSession session, Paying paying) {
        PaymentId payment = paying.payment();
        if (payment == null) {
            try {
                payment = create(session).id();
            } catch (ServiceCallException e) {
                return told(session, e, null, "order_taken");
            }
        }
        try {
            return new Answer.Says(confirm(session, paying, payment));
        } catch (ServiceCallException e) {
            return e.status() == CONFLICT && !isInFlight(e)
                    ? read(payment).<Answer>map(Answer.Says::new).orElse(new Answer.Unclear())
                    : told(session, e, payment, "generic");
        }
    }

    private PaymentView create(CheckoutSession session) {
        var order = session.order();
        return payments.create(
                session.merchantId(),
                session.mode(),
                session.id(),
                new CreatePayment(
                        order.amount().minorUnits(),
                        order.amount().currency().code(),
                        "automatic",
                        false,
                        null,
                        order.merchantReference(),
                        null,
                        Map.of("checkout_session", session.id()),
                        null));
    }

    private PaymentView confirm(CheckoutSession session, Paying paying, PaymentId payment) {
        var current = paying.current();
        return payments.confirm(
                payment,
                session.id() + ":" + current.number(),
                new ConfirmPayment(
                        new PaymentMethodChoice("card", current.token().value()),
                        current.shopperIp()));
    }

    /** The payment as it is now; empty when the engine does not answer. */
    Optional<PaymentView> read(Paying paying) {
        PaymentId payment = paying.payment();
        return payment == null ? Optional.empty() : read(payment);
    }

    private Optional<PaymentView> read(PaymentId payment) {
        try {
            return Optional.of(payments.read(payment));
        } catch (ServiceCallException e) {
            log.atWarn().addKeyValue("payment.id", payment).setCause(e).log("engine.away");
            return Optional.empty();
        }
    }

    /** Cancels the payment of a session that ended unpaid; a refusal means it is over anyway. */
    void cancel(CheckoutSession session, PaymentId payment) {
        try {
            payments.cancel(payment, session.id() + ":expired", "expired");
        } catch (ServiceCallException e) {
            if (e.status() < 400 || e.status() >= 500 || isInFlight(e)) {
                throw e;
            }
            log.atInfo().addKeyValue("payment.id", payment).setCause(e).log("cancel.refused");
        }
    }

    private static Answer told(
            CheckoutSession session,
            ServiceCallException e,
            @Nullable PaymentId payment,
            String onConflict) {
        log.atWarn().addKeyValue("session.id", session.id()).setCause(e).log("engine.no_answer");
        if (e.isNotSent()) {
            return new Answer.NotSent(payment);
        }
        if (isInFlight(e) || e.status() < 400 || e.status() >= 500) {
            return new Answer.Unclear();
        }
        return new Answer.Nothing(payment, e.status() == CONFLICT ? onConflict : "generic");
    }

    private static boolean isInFlight(ServiceCallException e) {
        return e.status() == CONFLICT && String.valueOf(e.getMessage()).contains("in_flight");
    }
}
