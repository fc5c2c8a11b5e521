package io.tollbridge.coreengine.command;

import io.tollbridge.coreengine.payment.Attempt;
import io.tollbridge.coreengine.payment.Payment;
import io.tollbridge.coreengine.payment.PaymentEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Events applied to a payment one after the other, with what is to be told of each. */
final class Steps {

    private Payment payment;
    private final List<Object> news = new ArrayList<>();
    private final List<Attempt> touched = new ArrayList<>();

    Steps(Payment payment) {
        this.payment = payment;
    }

    Steps then(PaymentEvent event) {
        payment = payment.after(event);
        news.add(PaymentNews.of(payment, event));
        switch (event) {
            case PaymentEvent.Sent(_, Attempt a, _) -> touched.add(a);
            case PaymentEvent.PartSent(_, Attempt a) -> touched.add(a);
            case PaymentEvent.Approved(_, Attempt a, _, _) -> touched.add(a);
            case PaymentEvent.Refused(_, Attempt a, _) -> touched.add(a);
            case PaymentEvent.Unclear(_, Attempt a) -> touched.add(a);
            case PaymentEvent.Created _,
                    PaymentEvent.Abandoned _,
                    PaymentEvent.RefundAccepted _,
                    PaymentEvent.DisputeChanged _ -> {}
        }
        return this;
    }

    /** What the next step holds ends at a deadline. */
    void holdUntil(Instant deadline) {
        payment = payment.heldUntil(deadline);
    }

    /** The payment after all of them. */
    Payment payment() {
        return payment;
    }

    List<Object> news() {
        return List.copyOf(news);
    }

    List<Attempt> touched() {
        return List.copyOf(touched);
    }
}
