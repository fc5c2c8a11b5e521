package io.tollbridge.contracts.channels;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Payout instructions to a bank. */
@HttpExchange("/internal/v1/banks")
public interface BankApi {

    /** Instructs a credit transfer; repeatable with the same payout id. */
    @PostExchange("/{bank}/payouts")
    PayoutAnswer instruct(@PathVariable String bank, @RequestBody PayoutOrder order);
}
