package io.tollbridge.simulator.acquirer.books;

import java.time.YearMonth;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a card says: test cards by number, then Luhn, expiry and the form of the CVV. Pure. */
public final class CardPolicy {

    private static final Map<String, String> CODE_BY_CARD =
            Map.ofEntries(
                    Map.entry("4000000000000002", ResponseCode.DO_NOT_HONOR),
                    Map.entry("4000000000009995", "51"),
                    Map.entry("4000000000000069", ResponseCode.EXPIRED_CARD),
                    Map.entry("4000000000000127", "N7"),
                    Map.entry("4000000000000119", ResponseCode.SYSTEM_MALFUNCTION),
                    Map.entry("4000000000000341", ResponseCode.DO_NOT_HONOR),
                    Map.entry("4100000000000019", "59"),
                    Map.entry("4000000000009987", "41"),
                    Map.entry("4000000000009979", "43"),
                    Map.entry("4000000000006975", "61"),
                    Map.entry("4000002760003184", "1A"),
                    Map.entry("4000008400001629", ResponseCode.DO_NOT_HONOR));

    private static final String REFUND_REFUSED_CARD = mask("4000000000005126");
    private static final String BAD_CVV = "N7";

    private CardPolicy() {}

    /** {@code expiry} is YYMM as in DE14; {@code cvv} as in DE48; both may be absent. */
    public static String codeFor(
            String pan, @Nullable String expiry, @Nullable String cvv, YearMonth thisMonth) {
        String known = CODE_BY_CARD.get(pan);
        if (known != null) {
            return known;
        }
        if (!passesLuhn(pan)) {
            return ResponseCode.INVALID_CARD_NUMBER;
        }
        if (expiry != null && isPast(expiry, thisMonth)) {
            return ResponseCode.EXPIRED_CARD;
        }
        if (cvv != null && !cvv.matches("[0-9]{3,4}")) {
            return BAD_CVV;
        }
        return ResponseCode.APPROVED;
    }

    static boolean refusesRefunds(String maskedCard) {
        return maskedCard.equals(REFUND_REFUSED_CARD);
    }

    /** First six and last four, as the books and logs keep it. */
    public static String mask(String pan) {
        if (pan.length() < 13) {
            return "*".repeat(pan.length());
        }
        int hidden = pan.length() - 10;
        return pan.substring(0, 6) + "*".repeat(hidden) + pan.substring(pan.length() - 4);
    }

    static boolean passesLuhn(String pan) {
        if (!pan.matches("[0-9]{12,19}")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < pan.length(); i++) {
            int digit = pan.charAt(pan.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }

    private static boolean isPast(String expiry, YearMonth thisMonth) {
        if (!expiry.matches("[0-9]{2}(0[1-9]|1[0-2])")) {
            return true;
        }
        int year = 2000 + Integer.parseInt(expiry.substring(0, 2));
        int month = Integer.parseInt(expiry.substring(2));
        return YearMonth.of(year, month).isBefore(thisMonth);
    }
}
