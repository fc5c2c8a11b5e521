package io.tollbridge.contracts.channels;

import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** What the hosted page needs of the vault: a key to encrypt to, and a token for the result. */
@HttpExchange("/internal/v1/tokens")
public interface TokenApi {

    /** The public key to encrypt to now; the same as the public {@code GET /v1/tokens/key}. */
    @GetExchange("/key")
    TokenKey key();

    /**
     * Puts the card inside a JWE into the vault. A card or message that is refused is an answer
     * with a problem code, never an exception.
     */
    @PostExchange
    TokenCreated create(@RequestBody TokenOrder order);
}
