package io.tollbridge.channel.vault;

import io.tollbridge.contracts.channels.TokenApi;
import io.tollbridge.contracts.channels.TokenCreated;
import io.tollbridge.contracts.channels.TokenKey;
import io.tollbridge.contracts.channels.TokenOrder;
import io.tollbridge.kernel.CardFace;
import io.tollbridge.kernel.CardToken;
import org.springframework.web.bind.annotation.RestController;

/** Tokens for the hosted page, which relays what its card frame encrypted. */
@RestController
class TokenApiController implements TokenApi {

    private final Vault vault;

    TokenApiController(Vault vault) {
        this.vault = vault;
    }

    @Override
    public TokenKey key() {
        return vault.publicKey();
    }

    @Override
    public TokenCreated create(TokenOrder order) {
        return switch (vault.tokenise(order)) {
            case Vault.Tokenised.Kept(CardToken token, CardFace face) ->
                    new TokenCreated(token, face, null, null);
            case Vault.Tokenised.Refused(String code, String param, _) ->
                    new TokenCreated(null, null, code, param);
        };
    }
}
