package io.tollbridge.channel.iso8583;

import io.tollbridge.contracts.channels.AuthoriseOrder;
import io.tollbridge.contracts.channels.FollowUpOrder;
import io.tollbridge.contracts.channels.OriginalOperation;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.CardFace;
import io.tollbridge.kernel.CardToken;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** Orders and settings that tests of this package share. */
final class Orders {

    static final Instant SENT_AT = Instant.parse("2026-11-22T12:34:56.789Z");
    static final MerchantId MERCHANT = new MerchantId("mch_1");
    static final CardToken TOKEN =
            CardToken.of("random", new CardFace("visa", "424242", "4242", 2030, 12, "f"));

    private Orders() {}

    static Iso8583Config config(String host, int port) {
        return new Iso8583Config(
                "test-acquirer",
                1,
                host,
                port,
                "000123",
                "TOLLBR01",
                "TOLLBRIDGE00001",
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofMillis(200),
                Duration.ofSeconds(2),
                64,
                16,
                URI.create("http://127.0.0.1:1/statements"));
    }

    static AuthoriseOrder authorise(String reference, long minor, boolean capture) {
        return new AuthoriseOrder(
                new AttemptId(reference),
                SENT_AT,
                Money.of(minor, "EUR"),
                capture,
                TOKEN,
                MERCHANT,
                Mode.TEST,
                "5732");
    }

    static OriginalOperation original(String reference, String operation, long minor) {
        return new OriginalOperation(
                new AttemptId(reference),
                SENT_AT,
                operation,
                Money.of(minor, "EUR"),
                MERCHANT,
                Mode.TEST);
    }

    static FollowUpOrder followUp(String reference, long minor, OriginalOperation original) {
        return new FollowUpOrder(
                new AttemptId(reference), SENT_AT, Money.of(minor, "EUR"), original);
    }
}
