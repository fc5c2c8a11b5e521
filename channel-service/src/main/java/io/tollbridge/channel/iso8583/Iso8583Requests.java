package io.tollbridge.channel.iso8583;

import io.tollbridge.channel.vault.Card;
import io.tollbridge.channel.vault.Cvv;
import io.tollbridge.contracts.channels.AuthoriseOrder;
import io.tollbridge.contracts.channels.FollowUpOrder;
import io.tollbridge.contracts.channels.OriginalOperation;
import io.tollbridge.kernel.Money;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Orders to messages. Pure. */
final class Iso8583Requests {

    static final String SIGN_ON = "001";
    static final String SIGN_OFF = "002";
    static final String ECHO = "301";

    private static final long AMOUNT_MAX = 999_999_999_999L;
    private static final String PURCHASE = "000000";
    private static final String REFUND = "200000";
    private static final String E_COMMERCE = "810";
    private static final String E_COMMERCE_CONDITION = "59";
    private static final DateTimeFormatter EXPIRY =
            DateTimeFormatter.ofPattern("yyMM", Locale.ROOT);

    private final Iso8583Config config;

    Iso8583Requests(Iso8583Config config) {
        this.config = config;
    }

    /** 0100 to hold, 0200 to take at once. */
    Iso8583Message authorise(AuthoriseOrder order, Card card, @Nullable Cvv cvv) {
        return operation(order.capture() ? "0200" : "0100", PURCHASE, order.amount())
                .with(2, card.number().reveal())
                .with(14, EXPIRY.format(card.expiry()))
                .with(18, mcc(order.mcc()))
                .with(22, E_COMMERCE)
                .with(25, E_COMMERCE_CONDITION)
                .with(48, cvv == null ? null : tagged(cvv.reveal()))
                .trace(order.reference().value(), order.sentAt())
                .message();
    }

    /** A 0100 without a card: it adds to the hold that it names. */
    Iso8583Message increment(FollowUpOrder order) {
        return followUp("0100", PURCHASE, order);
    }

    Iso8583Message capture(FollowUpOrder order) {
        return followUp("0220", PURCHASE, order);
    }

    Iso8583Message refund(FollowUpOrder order) {
        return followUp("0200", REFUND, order);
    }

    /** Reverses in part: DE95 says what shall stand. */
    Iso8583Message release(FollowUpOrder order) {
        OriginalOperation original = order.original();
        Money stands = original.amount().minus(order.amount());
        if (stands.isNegative()) {
            throw new IllegalArgumentException(
                    "amount: " + order.amount() + " (expected: at most " + original.amount() + ")");
        }
        return operation("0400", processingOf(original.operation()), original.amount())
                .with(62, original.reference().value())
                .with(90, originalElements(original))
                .with(95, String.format("%012d", stands.minorUnits()) + "0".repeat(30))
                .trace(order.reference().value(), order.sentAt())
                .message();
    }

    private Iso8583Message followUp(String mti, String processing, FollowUpOrder order) {
        return operation(mti, processing, order.amount())
                .with(22, E_COMMERCE)
                .with(25, E_COMMERCE_CONDITION)
                .with(62, order.original().reference().value())
                .with(90, originalElements(order.original()))
                .trace(order.reference().value(), order.sentAt())
                .message();
    }

    /** Reverses in full. Its own reference follows from the original's, so it can be repeated. */
    Iso8583Message reverse(OriginalOperation original, Instant now) {
        return operation("0400", processingOf(original.operation()), original.amount())
                .with(62, original.reference().value())
                .with(90, originalElements(original))
                .trace(reversalReference(original), now)
                .message();
    }

    static String reversalReference(OriginalOperation original) {
        return original.reference().value() + "#reversal";
    }

    /** Asks for an operation; {@code inquiry} names this asking and is never used again. */
    Iso8583Message query(OriginalOperation original, String inquiry, Instant now) {
        return operation("0600", processingOf(original.operation()), original.amount())
                .with(62, original.reference().value())
                .trace(inquiry, now)
                .message();
    }

    Iso8583Message network(String what, int trace, Instant now) {
        return Iso8583Message.of("0800")
                .with(7, TraceKeys.transmittedAt(now))
                .with(11, String.format("%06d", 1 + Math.floorMod(trace, 999_999)))
                .with(70, what)
                .message();
    }

    /** DE90: type, STAN, time, DE32 and DE33 of the original. */
    String originalElements(OriginalOperation original) {
        String reference = original.reference().value();
        return typeOf(original.operation())
                + TraceKeys.stan(reference)
                + TraceKeys.transmittedAt(original.sentAt())
                + String.format("%011d", Long.parseLong(config.acquirerId()))
                + "0".repeat(11);
    }

    private static String typeOf(String operation) {
        return switch (operation) {
            case "authorise", "increment" -> "0100";
            case "purchase", "refund" -> "0200";
            case "capture" -> "0220";
            default -> throw notAnOriginal(operation);
        };
    }

    private static String processingOf(String operation) {
        return switch (operation) {
            case "authorise", "increment", "purchase", "capture" -> PURCHASE;
            case "refund" -> REFUND;
            default -> throw notAnOriginal(operation);
        };
    }

    private static IllegalArgumentException notAnOriginal(String operation) {
        return new IllegalArgumentException(
                "operation: "
                        + operation
                        + " (expected: authorise, increment, purchase, capture, refund)");
    }

    private static String tagged(String cvv) {
        return "92" + String.format("%02d", cvv.length()) + cvv;
    }

    private static @Nullable String mcc(String mcc) {
        return mcc.matches("[0-9]{4}") ? mcc : null;
    }

    private Draft operation(String mti, String processing, Money amount) {
        if (amount.minorUnits() < 0 || amount.minorUnits() > AMOUNT_MAX) {
            throw new IllegalArgumentException(
                    "amount: " + amount + " (expected: 0 to 12 digits of minor units)");
        }
        var draft = new Draft(Iso8583Message.of(mti), config);
        return draft.with(3, processing)
                .with(4, String.format("%012d", amount.minorUnits()))
                .with(49, amount.currency().numeric());
    }

    /** Fields of an operation, with what each of them carries. */
    private record Draft(Iso8583Message.Draft fields, Iso8583Config config) {

        Draft with(int field, @Nullable String value) {
            fields.with(field, value);
            return this;
        }

        Draft trace(String reference, Instant sentAt) {
            String at = TraceKeys.transmittedAt(sentAt);
            fields.with(7, at)
                    .with(11, TraceKeys.stan(reference))
                    .with(12, at.substring(4))
                    .with(13, at.substring(0, 4))
                    .with(32, config.acquirerId())
                    .with(37, TraceKeys.rrn(reference))
                    .with(41, config.terminal())
                    .with(42, config.merchant())
                    .with(60, reference);
            return this;
        }

        Iso8583Message message() {
            return fields.message();
        }
    }
}
