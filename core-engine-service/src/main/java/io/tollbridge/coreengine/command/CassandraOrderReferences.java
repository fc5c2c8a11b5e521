package io.tollbridge.coreengine.command;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.tollbridge.coreengine.payment.Order;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.starter.cassandra.CassandraDefaultsAutoConfiguration;
import io.tollbridge.starter.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * A merchant's order number names at most one payment, for ever. The claim is made before the
 * payment; a claim whose payment was never created is taken over by whoever meets it, after a fence
 * has made sure that it never will be.
 */
final class CassandraOrderReferences {

    private final CqlSession session;
    private final PaymentStore payments;
    private final PreparedStatement claim;
    private final PreparedStatement takeOver;

    CassandraOrderReferences(CqlSession session, PaymentStore payments) {
        this.session = session;
        this.payments = payments;
        claim =
                session.prepare(
                        "INSERT INTO order_ref (merchant_id, mode, order_ref, payment_id)"
                                + " VALUES (?, ?, ?, ?) IF NOT EXISTS");
        takeOver =
                session.prepare(
                        "UPDATE order_ref SET payment_id = ? WHERE merchant_id = ? AND mode = ?"
                                + " AND order_ref = ? IF payment_id = ?");
    }

    /** Claims the order's reference for a payment; 409 when another payment has it. */
    void claim(Order order, PaymentId id) {
        String reference = order.merchantReference();
        if (reference == null) {
            return;
        }
        String merchant = order.merchantId().value();
        String mode = order.mode().wire();
        Row row = lwt(claim, merchant, mode, reference, id.value());
        if (row == null || row.getBoolean("[applied]")) {
            return;
        }
        var holder = new PaymentId(String.valueOf(row.getString("payment_id")));
        if (holder.equals(id)) {
            return;
        }
        var seen = payments.load(holder);
        // The fence takes only where nothing was seen: a payment made meanwhile keeps its number.
        boolean abandoned = seen.payment() == null && payments.fence(seen);
        if (abandoned) {
            Row taken = lwt(takeOver, id.value(), merchant, mode, reference, holder.value());
            if (taken != null && taken.getBoolean("[applied]")) {
                return;
            }
        }
        throw ProblemException.conflict(
                        "merchant_reference_taken",
                        "merchant_reference: " + reference + " names payment " + holder)
                .with("param", "merchant_reference");
    }

    private @Nullable Row lwt(PreparedStatement statement, Object... values) {
        return session.execute(
                        statement
                                .bind(values)
                                .setExecutionProfileName(CassandraDefaultsAutoConfiguration.LWT))
                .one();
    }
}
