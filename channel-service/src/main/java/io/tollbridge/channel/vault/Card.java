package io.tollbridge.channel.vault;

import java.time.YearMonth;
import java.util.Optional;

/** A card as the acquirer needs it. The CVV, where there still is one, is handed out once. */
public record Card(CardNumber number, YearMonth expiry, CvvSource cvv) {

    /** Hands out a CVV once. Take it only when the message is about to be sent; close it. */
    @FunctionalInterface
    public interface CvvSource {
        Optional<Cvv> take();
    }
}
