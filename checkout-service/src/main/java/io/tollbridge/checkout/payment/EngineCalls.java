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
import io.tollbridge.starter.logging.LogContext;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Calls to core-engine, with every failure told apart by what it says about the money. */
@Component
final class EngineCalls {

    private static final Logger log = LoggerFactory.getLogger(EngineCalls.class);
    private static final int CONFLICT = 409;
    private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*\"([a-z_]+)\"");

    /** Codes that say: the same command is being worked on, ask again. */
    private static final Set<String> PASSING = Set.of("idempotency_key_in_flight", "lock_timeout");

    /** Codes of 503 that say: refused before anything was written. */
    private static final Set<String> WITHOUT_EFFECT = Set.of("no_channel", "risk_unavailable");

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
                return notCreated(session, e);
            }
        }
        try {
            return new Answer.Says(confirm(session, paying, payment));
        } catch (ServiceCallException e) {
            return notConfirmed(session, payment, e);
        }
    }

    private static Answer notCreated(CheckoutSession session, ServiceCallException e) {
        warn(session, e);
        if (isRefusal(e)) {
            boolean taken = codeOf(e).equals("merchant_reference_taken");
            return new Answer.Nothing(null, taken ? "order_taken" : "generic");
        }
        return new Answer.NotSent(null); // without a payment there was nothing to confirm
    }

    private Answer notConfirmed(
            CheckoutSession session, PaymentId payment, ServiceCallException e) {
        warn(session, e);
        if (e.isNotSent()) {
            return new Answer.NotSent(payment);
        }
        if (WITHOUT_EFFECT.contains(codeOf(e))) {
            return new Answer.Nothing(payment, "try_later");
        }
        if (e.status() == CONFLICT && isRefusal(e)) {
            return read(payment).<Answer>map(Answer.Says::new).orElse(new Answer.Unclear());
        }
        return isRefusal(e) ? new Answer.Nothing(payment, "generic") : new Answer.Unclear();
    }

    /**
     * Makes sure that a try that nobody answered for too long takes no money any more: cancels the
     * payment, or finds out that it has gone on.
     */
    Answer fence(CheckoutSession session, Paying paying) {
        PaymentId payment = paying.payment();
        try {
            if (payment == null) {
                payment = create(session).id();
            }
            return new Answer.Says(payments.cancel(payment, cancelKey(session), "expired"));
        } catch (ServiceCallException e) {
            warn(session, e);
            return payment == null
                    ? new Answer.Unclear()
                    : read(payment).<Answer>map(Answer.Says::new).orElse(new Answer.Unclear());
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
            try (var _ = LogContext.of(payment)) {
                log.atWarn().setCause(e).log("engine.away");
            }
            return Optional.empty();
        }
    }

    /** Cancels the payment of a session that ended unpaid; a refusal means it is over anyway. */
    void cancel(CheckoutSession session, PaymentId payment) {
        try {
            payments.cancel(payment, cancelKey(session), "expired");
        } catch (ServiceCallException e) {
            if (!isRefusal(e)) {
                throw e;
            }
            try (var _ = LogContext.of(payment)) {
                log.atInfo().setCause(e).log("cancel.refused");
            }
        }
    }

    private static String cancelKey(CheckoutSession session) {
        return session.id() + ":expired";
    }

    /** The engine looked at the command and said no, and will say no again. */
    private static boolean isRefusal(ServiceCallException e) {
        return e.status() >= 400 && e.status() < 500 && !PASSING.contains(codeOf(e));
    }

    private static String codeOf(ServiceCallException e) {
        var found = CODE.matcher(String.valueOf(e.getMessage()));
        return found.find() ? found.group(1) : "";
    }

    private static void warn(CheckoutSession session, ServiceCallException e) {
        log.atWarn().addKeyValue("session.id", session.id()).setCause(e).log("engine.no_answer");
    }
}
