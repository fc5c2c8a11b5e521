package io.tollbridge.risk.rule;

import io.tollbridge.kernel.CardFace;
import org.jspecify.annotations.Nullable;

/** What of an attempt a rule looks at. */
public enum RiskSubject {
    /** The keyed hash of the card number. */
    FINGERPRINT,
    /** First six and last four digits, {@code 410000-0019}. */
    CARD,
    BIN,
    IP,
    MERCHANT;

    /** The subject's value in an attempt, null when the attempt has none. */
    public @Nullable String of(RiskFacts facts) {
        CardFace card = facts.card();
        return switch (this) {
            case FINGERPRINT -> card.fingerprint();
            case CARD -> card.bin() + "-" + card.last4();
            case BIN -> card.bin();
            case IP -> facts.shopperIp();
            case MERCHANT -> facts.merchantId().value();
        };
    }
}
