package io.tollbridge.simulation.platform;

import io.tollbridge.contracts.payments.AttemptResolution;
import io.tollbridge.contracts.payments.ConfirmPayment;
import io.tollbridge.contracts.payments.CreatePayment;
import io.tollbridge.contracts.payments.PaymentView;
import io.tollbridge.contracts.payments.PaymentsApi;
import io.tollbridge.contracts.payments.ResolutionAnswer;
import io.tollbridge.contracts.payments.StoredEvent;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.PaymentId;
import java.time.Duration;
import java.util.List;

/** core-engine as its siblings reach it. Compensation tells it outcomes and asks nothing else. */
final class PaymentsLink implements PaymentsApi {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CoreCalls core;

    PaymentsLink(CoreCalls core) {
        this.core = core;
    }

    @Override
    public ResolutionAnswer resolve(
            PaymentId paymentId, AttemptId attemptId, AttemptResolution resolution) {
        return core.call(
                "resolve",
                PATIENCE,
                engine -> engine.siblings().resolve(paymentId, attemptId, resolution));
    }

    @Override
    public PaymentView create(
            MerchantId merchantId, Mode mode, String idempotencyKey, CreatePayment command) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PaymentView confirm(PaymentId paymentId, String idempotencyKey, ConfirmPayment command) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PaymentView cancel(PaymentId paymentId, String idempotencyKey, String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PaymentView read(PaymentId paymentId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<StoredEvent> events(PaymentId paymentId, long from) {
        throw new UnsupportedOperationException();
    }
}
