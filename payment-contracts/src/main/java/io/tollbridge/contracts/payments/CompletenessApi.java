package io.tollbridge.contracts.payments;

import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** Whether every subscriber has seen every payment, as operations asks core-engine. */
@HttpExchange("/internal/v1/completeness")
public interface CompletenessApi {

    @GetExchange
    CompletenessView read();
}
