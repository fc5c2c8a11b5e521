package io.tollbridge.contracts.payments;

import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** What a consumer of payments' events has seen of them, as core-engine asks each. */
@HttpExchange("/internal/v1/seen")
public interface SeenApi {

    @PostExchange
    SeenAnswer seen(@RequestBody SeenQuestion question);
}
