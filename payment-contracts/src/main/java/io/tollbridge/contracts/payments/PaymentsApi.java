package io.tollbridge.contracts.payments;

import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.PaymentId;
import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * Commands of sibling services. Outcomes are values: a declined payment comes back with its status
 * and {@code lastPaymentError}.
 */
@HttpExchange("/internal/v1/payments")
public interface PaymentsApi {

    /** Creates, and confirms when asked to, in the name of a merchant. */
    @PostExchange
    PaymentView create(
            @RequestParam MerchantId merchantId,
            @RequestParam Mode mode,
            @RequestHeader("Idempotency-Key") String idempotencyKey,
            @RequestBody CreatePayment command);

    @PostExchange("/{paymentId}/confirm")
    PaymentView confirm(
            @PathVariable PaymentId paymentId,
            @RequestHeader("Idempotency-Key") String idempotencyKey,
            @RequestBody ConfirmPayment command);

    @PostExchange("/{paymentId}/cancel")
    PaymentView cancel(
            @PathVariable PaymentId paymentId,
            @RequestHeader("Idempotency-Key") String idempotencyKey,
            @RequestParam String reason);

    @GetExchange("/{paymentId}")
    PaymentView read(@PathVariable PaymentId paymentId);

    /** The event log from a sequence on: how a reader closes a gap. */
    @GetExchange("/{paymentId}/events")
    List<StoredEvent> events(@PathVariable PaymentId paymentId, @RequestParam long from);

    /** Tells what the channel said of an unknown attempt. Idempotent. */
    @PostExchange("/{paymentId}/attempts/{attemptId}/resolution")
    ResolutionAnswer resolve(
            @PathVariable PaymentId paymentId,
            @PathVariable AttemptId attemptId,
            @RequestBody AttemptResolution resolution);
}
