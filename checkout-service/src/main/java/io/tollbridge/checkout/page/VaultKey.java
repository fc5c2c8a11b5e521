package io.tollbridge.checkout.page;

import io.tollbridge.contracts.channels.TokenApi;
import io.tollbridge.contracts.channels.TokenKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The vault's public key, asked for once a minute. */
@Component
final class VaultKey {

    private static final Duration FRESH = Duration.ofMinutes(1);

    private final TokenApi vault;
    private final Clock clock;
    private volatile @Nullable Known known;

    VaultKey(TokenApi vault, Clock systemClock) {
        this.vault = vault;
        this.clock = systemClock;
    }

    TokenKey current() {
        Instant now = clock.instant();
        Known last = known;
        if (last == null || now.isAfter(last.at.plus(FRESH))) {
            last = new Known(vault.key(), now);
            known = last;
        }
        return last.key;
    }

    /** Forgets it: the vault did not know the key that a page sealed to. */
    void forget() {
        known = null;
    }

    private record Known(TokenKey key, Instant at) {}
}
