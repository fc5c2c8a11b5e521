package io.tollbridge.contracts.risk;

import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Decides whether an attempt may go ahead. */
@HttpExchange("/internal/v1/assessments")
public interface RiskApi {

    @PostExchange
    Assessment assess(@RequestBody AssessmentRequest request);
}
