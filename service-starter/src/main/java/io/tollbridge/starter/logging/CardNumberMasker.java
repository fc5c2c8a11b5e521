package io.tollbridge.starter.logging;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.logstash.logback.mask.ValueMasker;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.TokenStreamContext;

/**
 * Masks whatever may be a card number: 13 to 19 digits, with spaces or dashes between them or not,
 * that pass the Luhn check. Keeps the first six and last four (PCI DSS 3.4.1). Looks at strings and
 * at numbers.
 */
public final class CardNumberMasker implements ValueMasker {

    private static final Pattern CANDIDATE =
            Pattern.compile("(?<![0-9A-Za-z])[0-9](?:[ -]?[0-9]){12,18}(?![0-9A-Za-z])");

    @Override
    public @Nullable Object mask(TokenStreamContext context, Object value) {
        if (value instanceof CharSequence || value instanceof Number) {
            String text = value.toString();
            String masked = mask(text);
            return masked.equals(text) ? null : masked;
        }
        return null;
    }

    /** The text with every card number in it masked. */
    public static String mask(String text) {
        if (text.length() < 13) {
            return text;
        }
        return CANDIDATE.matcher(text).replaceAll(CardNumberMasker::masked);
    }

    private static String masked(MatchResult found) {
        String digits = found.group().replaceAll("[ -]", "");
        if (!luhn(digits)) {
            return Matcher.quoteReplacement(found.group());
        }
        int hidden = digits.length() - 10;
        return digits.substring(0, 6) + "*".repeat(hidden) + digits.substring(6 + hidden);
    }

    private static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 1 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }
}
