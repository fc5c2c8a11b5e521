package io.tollbridge.channel.vault;

import io.tollbridge.contracts.channels.TokenKey;
import io.tollbridge.contracts.channels.TokenOrder;
import io.tollbridge.kernel.CardFace;
import io.tollbridge.kernel.CardToken;
import io.tollbridge.starter.identity.AllowedFor;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.identity.Caller.Kind;
import io.tollbridge.starter.problem.ProblemException;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tokens for merchants: secret keys, and publishable keys from a shopper's browser. */
@RestController
@RequestMapping("/v1/tokens")
class TokenController {

    private final Vault vault;
    private final InstantSource clock;

    TokenController(Vault vault, InstantSource clock) {
        this.vault = vault;
        this.clock = clock;
    }

    /** The card, encrypted to the key of {@code GET /v1/tokens/key}. */
    record CreateToken(@Nullable String jwe) {}

    record TokenView(
            CardToken id,
            String object,
            String type,
            CardFace card,
            boolean livemode,
            Instant created) {}

    @GetMapping("/key")
    @AllowedFor(kinds = {Kind.ANONYMOUS, Kind.MERCHANT, Kind.OPERATOR})
    TokenKey key() {
        return vault.publicKey();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @AllowedFor(
            kinds = {Kind.MERCHANT},
            scope = "tokens:write")
    TokenView create(Caller caller, @RequestBody CreateToken request) {
        if (request.jwe() == null) {
            throw ProblemException.badRequest(
                    "parameter_missing", "jwe", "jwe: (expected: a compact JWE)");
        }
        var order = new TokenOrder(caller.merchant(), caller.mode(), request.jwe());
        return switch (vault.tokenise(order)) {
            case Vault.Tokenised.Kept(CardToken token, CardFace face) ->
                    new TokenView(
                            token, "token", "card", face, caller.mode().isLive(), clock.instant());
            case Vault.Tokenised.Refused(String code, String param, String detail) ->
                    throw param.equals("jwe")
                            ? ProblemException.badRequest(code, param, detail)
                            : ProblemException.unprocessable(code, param, detail);
        };
    }
}
