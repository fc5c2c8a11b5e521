package io.tollbridge.checkout.page;

import io.tollbridge.kernel.Money;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;

/** The words of one language, and amounts as its readers write them. */
final class Texts {

    /** A currency without a sign stands as its code, and a code is no part of the number. */
    private static final Pattern CODE_THEN_DIGIT = Pattern.compile("(?<=\\p{L})(?=\\d)");

    private final Language language;
    private final Map<String, String> words;

    private Texts(Language language, Map<String, String> words) {
        this.language = language;
        this.words = words;
    }

    static Texts of(Language language) {
        var file = new ClassPathResource("texts/" + language.code() + ".properties");
        try (var in = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
            var words = new Properties();
            words.load(in);
            return new Texts(
                    language,
                    words.stringPropertyNames().stream()
                            .collect(Collectors.toUnmodifiableMap(k -> k, words::getProperty)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Language language() {
        return language;
    }

    Map<String, String> words() {
        return words;
    }

    /** A text, with {@code {0}}, {@code {1}} ... filled in. */
    String say(String key, Object... values) {
        String text = words.get(key);
        if (text == null) {
            throw new IllegalStateException(language + ": " + key + " (expected: a text)");
        }
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", values[i].toString());
        }
        return text;
    }

    /** The text for a refusal; the general one for a code that has none. */
    String refusal(String code) {
        return words.getOrDefault("refused." + code, say("refused.generic"));
    }

    /** An amount with its currency sign and all its digits: {@code €12.30}, {@code ¥1,200}. */
    String money(Money money) {
        var format = NumberFormat.getCurrencyInstance(language.locale());
        int digits = money.currency().exponent();
        format.setCurrency(java.util.Currency.getInstance(money.currency().code()));
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        String text = format.format(BigDecimal.valueOf(money.minorUnits(), digits));
        return CODE_THEN_DIGIT.matcher(text).replaceAll("\u00a0");
    }
}
