package io.tollbridge.coreengine.command;

import io.tollbridge.contracts.payments.AttemptResolution;
import io.tollbridge.contracts.payments.ConfirmPayment;
import io.tollbridge.contracts.payments.CreatePayment;
import io.tollbridge.contracts.payments.PaymentView;
import io.tollbridge.contracts.payments.PaymentsApi;
import io.tollbridge.contracts.payments.ResolutionAnswer;
import io.tollbridge.contracts.payments.StoredEvent;
import io.tollbridge.coreengine.payment.RequestKey;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.starter.web.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Payments for sibling services. */
@RestController
final class InternalPaymentController implements PaymentsApi {

    private final PaymentService payments;
    private final HoldService holds;
    private final PaymentStore store;
    private final JsonMapper json;

    InternalPaymentController(
            PaymentService payments, HoldService holds, PaymentStore store, JsonMapper json) {
        this.payments = payments;
        this.holds = holds;
        this.store = store;
        this.json = json;
    }

    @Override
    public PaymentView create(
            MerchantId merchantId, Mode mode, String idempotencyKey, CreatePayment command) {
        var reply =
                payments.create(merchantId, mode, command, of(idempotencyKey, "create", command));
        return reply.isProblem()
                ? json.treeToValue(json.readTree(reply.body()).path("payment"), PaymentView.class)
                : json.readValue(reply.body(), PaymentView.class);
    }

    @Override
    public PaymentView confirm(PaymentId paymentId, String idempotencyKey, ConfirmPayment command) {
        payments.confirm(paymentId, command, of(idempotencyKey, "confirm " + paymentId, command));
        return read(paymentId);
    }

    @Override
    public PaymentView cancel(PaymentId paymentId, String idempotencyKey, String reason) {
        holds.cancel(paymentId, reason, of(idempotencyKey, "cancel " + paymentId, reason));
        return read(paymentId);
    }

    @Override
    public PaymentView read(PaymentId paymentId) {
        return PaymentViews.of(payments.read(paymentId));
    }

    @Override
    public List<StoredEvent> events(PaymentId paymentId, long from) {
        return store.events(paymentId, from).stream()
                .map(event ->
                        new StoredEvent(
                                event.sequence(),
                                event.type(),
                                event.at(),
                                new String(event.body(), StandardCharsets.UTF_8)))
                .toList();
    }

    @Override
    public ResolutionAnswer resolve(
            PaymentId paymentId, AttemptId attemptId, AttemptResolution resolution) {
        return payments.resolve(paymentId, attemptId, resolution);
    }

    private RequestKey of(String key, String what, Object body) {
        byte[] hash = Fingerprint.of("INTERNAL", what, json.writeValueAsBytes(body));
        return new RequestKey(key, HexFormat.of().formatHex(hash));
    }
}
