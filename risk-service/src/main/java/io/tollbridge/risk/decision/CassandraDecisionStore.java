package io.tollbridge.risk.decision;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.tollbridge.contracts.risk.RiskAssessed;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.PaymentId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Decisions by payment. Writing one again changes nothing. */
@Component
class CassandraDecisionStore {

    private final CqlSession session;
    private final JsonMapper json;
    private final PreparedStatement insert;
    private final PreparedStatement readPayment;
    private final PreparedStatement readAttempt;

    CassandraDecisionStore(CqlSession session, JsonMapper json) {
        this.session = session;
        this.json = json;
        insert =
                session.prepare(
                        """
                        INSERT INTO decision
                          (payment_id, attempt_id, merchant_id, mode, decided_at, body)
                        VALUES (?, ?, ?, ?, ?, ?)\
                        """);
        readPayment = session.prepare("SELECT body FROM decision WHERE payment_id = ?");
        readAttempt =
                session.prepare(
                        "SELECT attempt_id FROM decision WHERE payment_id = ? AND attempt_id = ?");
    }

    /** Writes all, at once; throws when one write failed. */
    void save(List<RiskAssessed> decisions) {
        var writes =
                decisions.stream()
                        .map(this::insert)
                        .map(CompletionStage::toCompletableFuture)
                        .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(writes).join();
    }

    List<RiskAssessed> read(PaymentId payment) {
        return session.execute(readPayment.bind(payment.value())).all().stream()
                .map(this::decision)
                .toList();
    }

    boolean has(PaymentId payment, AttemptId attempt) {
        return session.execute(readAttempt.bind(payment.value(), attempt.value())).one() != null;
    }

    private CompletionStage<?> insert(RiskAssessed decision) {
        var request = decision.request();
        return session.executeAsync(
                insert.bind(
                        request.paymentId().value(),
                        request.attemptId().value(),
                        request.merchantId().value(),
                        request.mode().wire(),
                        decision.at(),
                        json.writeValueAsString(decision)));
    }

    private RiskAssessed decision(Row row) {
        return json.readValue(
                Objects.requireNonNull(row.getString("body"), "body"), RiskAssessed.class);
    }
}
