package io.tollbridge.checkout.session;

import io.tollbridge.contracts.checkout.CheckoutSessionView;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** A session as merchants and events see it. */
@Component
public class CheckoutViews {

    private final String publicUrl;

    CheckoutViews(@Value("${tollbridge.checkout.public-url}") String publicUrl) {
        this.publicUrl = publicUrl.replaceAll("/+$", "");
    }

    public CheckoutSessionView of(CheckoutSession session) {
        var order = session.order();
        return new CheckoutSessionView(
                session.id(),
                "checkout.session",
                session.merchantId(),
                session.mode().isLive(),
                order.amount().minorUnits(),
                order.amount().currency().code(),
                order.lines().stream()
                        .map(line ->
                                new CheckoutSessionView.LineItem(
                                        line.name(), line.quantity(), line.amount()))
                        .toList(),
                session.state().wire(),
                session.state().paymentStatus(),
                session.state().payment(),
                order.merchantReference(),
                order.successUrl(),
                order.cancelUrl(),
                order.locale(),
                publicUrl + "/pay/" + session.id(),
                session.expiresAt(),
                session.createdAt());
    }
}
