package io.tollbridge.channel.vault;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What makes card data well-formed: digits, Luhn, brand and its lengths, expiry, CVC. Pure. */
final class CardPolicy {

    private static final int YEARS_AHEAD_MAX = 30;

    /** Number ranges of a brand, compared on the first six digits, and its number lengths. */
    private record Range(String brand, int from, int to, int shortest, int longest) {}

    private static final List<Range> RANGES =
            List.of(
                    new Range("amex", 340000, 349999, 15, 15),
                    new Range("amex", 370000, 379999, 15, 15),
                    new Range("mastercard", 510000, 559999, 16, 16),
                    new Range("mastercard", 222100, 272099, 16, 16),
                    new Range("discover", 601100, 601199, 16, 19),
                    new Range("discover", 644000, 649999, 16, 19),
                    new Range("discover", 650000, 659999, 16, 19),
                    new Range("unionpay", 620000, 629999, 16, 19),
                    new Range("unionpay", 810000, 817199, 16, 19),
                    new Range("jcb", 352800, 358999, 16, 19),
                    new Range("diners", 300000, 305999, 14, 19),
                    new Range("diners", 309500, 309599, 14, 19),
                    new Range("diners", 360000, 369999, 14, 19),
                    new Range("diners", 380000, 399999, 14, 19),
                    new Range("visa", 400000, 499999, 13, 19));

    private CardPolicy() {}

    /** A field that is wrong, and how. Never says the value. */
    record Flaw(String code, String param, String detail) {}

    static boolean looksLikeNumber(String text) {
        return text.length() >= 12
                && text.length() <= 19
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    static boolean passesLuhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }

    /** The brand of a number, or {@code unknown}. */
    static String brandOf(String digits) {
        return rangeOf(digits).map(Range::brand).orElse("unknown");
    }

    private static Optional<Range> rangeOf(String digits) {
        int bin = Integer.parseInt(digits.substring(0, 6));
        return RANGES.stream().filter(r -> r.from() <= bin && bin <= r.to()).findFirst();
    }

    /**
     * The first flaw of a card, by field order; empty when it is well-formed.
     *
     * @param cvcDigits how many digits the CVC has, -1 when it has other characters, empty without
     */
    static Optional<Flaw> flawOf(
            String number, int expMonth, int expYear, OptionalInt cvcDigits, YearMonth thisMonth) {
        return numberFlaw(number)
                .or(() -> expiryFlaw(expMonth, expYear, thisMonth))
                .or(() -> cvcFlaw(cvcDigits, brandOf(number)));
    }

    private static Optional<Flaw> numberFlaw(String number) {
        if (!looksLikeNumber(number)) {
            return flaw("invalid_number", "number", "number: (expected: 12 to 19 digits)");
        }
        boolean fits =
                rangeOf(number)
                        .map(r -> number.length() >= r.shortest() && number.length() <= r.longest())
                        .orElse(true);
        if (!fits) {
            return flaw("invalid_number", "number", "number: wrong length for its brand");
        }
        return passesLuhn(number)
                ? Optional.empty()
                : flaw("invalid_number", "number", "number: its check digit is wrong");
    }

    private static Optional<Flaw> expiryFlaw(int month, int year, YearMonth thisMonth) {
        if (month < 1 || month > 12) {
            return flaw("invalid_expiry", "exp_month", "exp_month: (expected: 1 to 12)");
        }
        if (year < 2000 || year > thisMonth.getYear() + YEARS_AHEAD_MAX) {
            return flaw("invalid_expiry", "exp_year", "exp_year: (expected: a year, four digits)");
        }
        return YearMonth.of(year, month).isBefore(thisMonth)
                ? flaw("invalid_expiry", "exp_year", "exp_year: the card has expired")
                : Optional.empty();
    }

    private static Optional<Flaw> cvcFlaw(OptionalInt cvcDigits, String brand) {
        int expected = brand.equals("amex") ? 4 : 3;
        return cvcDigits.isEmpty() || cvcDigits.getAsInt() == expected
                ? Optional.empty()
                : flaw("invalid_cvc", "cvc", "cvc: (expected: " + expected + " digits)");
    }

    private static Optional<Flaw> flaw(String code, String param, String detail) {
        return Optional.of(new Flaw(code, param, detail));
    }
}
