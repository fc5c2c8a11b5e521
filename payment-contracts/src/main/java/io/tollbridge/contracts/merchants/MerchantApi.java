package io.tollbridge.contracts.merchants;

import io.tollbridge.kernel.MerchantId;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** What the gateway and checkout ask. */
@HttpExchange("/internal/v1")
public interface MerchantApi {

    /** Whom a key belongs to and what it may do; {@code found} is false for a key never issued. */
    @PostExchange("/api_keys/authenticate")
    KeyGrant authenticate(@RequestBody KeyPresented key);

    @GetExchange("/merchants/{merchantId}")
    MerchantProfile read(@PathVariable MerchantId merchantId);
}
