package io.tollbridge.checkout.session;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.tollbridge.checkout.session.CheckoutState.Complete;
import io.tollbridge.checkout.session.CheckoutState.Expired;
import io.tollbridge.checkout.session.CheckoutState.Open;
import io.tollbridge.checkout.session.CheckoutState.Paying;
import io.tollbridge.kernel.CardToken;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** How a session stands in a row. */
record CassandraCheckoutRows(JsonMapper json) {

    BoundStatement bindNew(BoundStatement bound, CheckoutSession added) {
        var order = added.order();
        return bound.setString("session_id", added.id())
                .setInt("version", added.version())
                .setString("merchant_id", added.merchantId().value())
                .setString("merchant_name", added.merchantName())
                .setString("mode", added.mode().wire())
                .setLong("amount", order.amount().minorUnits())
                .setString("currency", order.amount().currency().code())
                .setString("lines", json.writeValueAsString(order.lines()))
                .setString("success_url", order.successUrl())
                .setString("cancel_url", order.cancelUrl())
                .setString("locale", order.locale())
                .setString("merchant_reference", order.merchantReference())
                .setInstant("created_at", added.createdAt())
                .setInstant("expires_at", added.expiresAt())
                .setString("state", "open")
                .setInt("tries", 0);
    }

    BoundStatement bindState(BoundStatement bound, CheckoutState next) {
        PaymentId payment = next.payment();
        var empty =
                bound.setToNull("tries")
                        .setToNull("refusal")
                        .setToNull("card_token")
                        .setToNull("shopper_ip")
                        .setToNull("tried_at")
                        .setToNull("answered")
                        .setToNull("paid")
                        .setToNull("ended_at")
                        .setString("payment_id", payment == null ? null : payment.value());
        return switch (next) {
            case Open open ->
                    empty.setString("state", "open")
                            .setInt("tries", open.tries())
                            .setString("refusal", open.refusal());
            case Paying(var current, _, var answered) ->
                    empty.setString("state", "paying")
                            .setInt("tries", current.number())
                            .setString("card_token", current.token().value())
                            .setString("shopper_ip", current.shopperIp())
                            .setInstant("tried_at", current.since())
                            .setBoolean("answered", answered);
            case Complete complete ->
                    empty.setString("state", "complete")
                            .setBoolean("paid", complete.paid())
                            .setInstant("ended_at", complete.at());
            case Expired expired ->
                    empty.setString("state", "expired").setInstant("ended_at", expired.at());
        };
    }

    CheckoutSession read(Row row) {
        var lines = json.readValue(text(row, "lines"), CheckoutOrder.Line[].class);
        var order =
                new CheckoutOrder(
                        Money.of(row.getLong("amount"), text(row, "currency")),
                        List.of(lines),
                        text(row, "success_url"),
                        text(row, "cancel_url"),
                        text(row, "locale"),
                        row.getString("merchant_reference"));
        return new CheckoutSession(
                text(row, "session_id"),
                new MerchantId(text(row, "merchant_id")),
                text(row, "merchant_name"),
                Mode.ofWire(text(row, "mode")),
                order,
                need(row.getInstant("created_at")),
                need(row.getInstant("expires_at")),
                state(row),
                row.getInt("version"),
                row.getBoolean("announced"));
    }

    private static CheckoutState state(Row row) {
        String id = row.getString("payment_id");
        PaymentId payment = id == null ? null : new PaymentId(id);
        return switch (text(row, "state")) {
            case "open" -> new Open(row.getInt("tries"), payment, row.getString("refusal"));
            case "paying" -> new Paying(current(row), payment, row.getBoolean("answered"));
            case "complete" ->
                    new Complete(
                            need(row.getInstant("ended_at")),
                            need(payment),
                            row.getBoolean("paid"));
            case "expired" -> new Expired(need(row.getInstant("ended_at")), payment);
            case String other -> throw new IllegalStateException("state: " + other);
        };
    }

    private static PaymentTry current(Row row) {
        return new PaymentTry(
                row.getInt("tries"),
                new CardToken(text(row, "card_token")),
                row.getString("shopper_ip"),
                need(row.getInstant("tried_at")));
    }

    private static String text(Row row, String column) {
        return need(row.getString(column));
    }

    static <T> T need(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("a session's row lacks a column (expected: all)");
        }
        return value;
    }
}
