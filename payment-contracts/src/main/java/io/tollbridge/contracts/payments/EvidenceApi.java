package io.tollbridge.contracts.payments;

import io.tollbridge.kernel.DisputeId;
import io.tollbridge.kernel.PaymentId;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** The content of evidence, for the channel that passes it on. */
@HttpExchange("/internal/v1/payments")
public interface EvidenceApi {

    @GetExchange("/{paymentId}/disputes/{disputeId}/evidence/{evidenceId}")
    byte[] read(
            @PathVariable PaymentId paymentId,
            @PathVariable DisputeId disputeId,
            @PathVariable String evidenceId);
}
