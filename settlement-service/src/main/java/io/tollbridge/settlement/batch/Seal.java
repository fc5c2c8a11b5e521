package io.tollbridge.settlement.batch;

import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.Money;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The totals of a batch and a hash over its items, which come in the order of their ids.
 *
 * @param refunds negative or zero
 * @param hash SHA-256 over a line {@code id|kind|gross|fee} per item, hex
 */
record Seal(int items, Money gross, Money refunds, Money fees, String hash) {

    Money net() {
        return gross.plus(refunds).minus(fees);
    }

    static Seal over(Currency currency, Iterable<Item> items) {
        int count = 0;
        var gross = Money.zero(currency);
        var refunds = Money.zero(currency);
        var fees = Money.zero(currency);
        var digest = sha256();
        for (var item : items) {
            count = Math.addExact(count, 1);
            switch (item.kind()) {
                case CAPTURE -> gross = gross.plus(item.gross());
                case REFUND -> refunds = refunds.plus(item.gross());
            }
            fees = fees.plus(item.fee());
            digest.update(line(item).getBytes(StandardCharsets.UTF_8));
        }
        String hash = HexFormat.of().formatHex(digest.digest());
        return new Seal(count, gross, refunds, fees, hash);
    }

    private static String line(Item item) {
        return String.join(
                        "|",
                        item.id(),
                        item.kind().name(),
                        Long.toString(item.gross().minorUnits()),
                        Long.toString(item.fee().minorUnits()))
                + "\n";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
