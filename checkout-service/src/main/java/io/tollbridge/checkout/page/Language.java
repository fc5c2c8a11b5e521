package io.tollbridge.checkout.page;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The languages of the page. */
enum Language {
    EN("en", "en", "English", Locale.US),
    ZH("zh", "zh-CN", "中文", Locale.SIMPLIFIED_CHINESE);

    private final String code;
    private final String tag;
    private final String ownName;
    private final Locale locale;

    Language(String code, String tag, String ownName, Locale locale) {
        this.code = code;
        this.tag = tag;
        this.ownName = ownName;
        this.locale = locale;
    }

    /** {@code en}, {@code zh}: in addresses. */
    String code() {
        return code;
    }

    /** The BCP 47 tag: in markup. */
    String tag() {
        return tag;
    }

    /** What its speakers call it. */
    String ownName() {
        return ownName;
    }

    Locale locale() {
        return locale;
    }

    /**
     * The shopper's choice, else the session's, else the first of the browser's languages that
     * there is.
     */
    static Language choose(@Nullable String chosen, String ofSession, @Nullable String accepted) {
        for (String code : new String[] {chosen == null ? "" : chosen, ofSession}) {
            for (Language language : values()) {
                if (code.equals(language.code) || code.equals(language.tag)) {
                    return language;
                }
            }
        }
        return accepted == null ? EN : preferred(accepted);
    }

    private static Language preferred(String accepted) {
        try {
            for (var range : Locale.LanguageRange.parse(accepted)) {
                for (Language language : values()) {
                    if (range.getRange().startsWith(language.code)) {
                        return language;
                    }
                }
            }
        } catch (IllegalArgumentException _) {
            return EN; // not a language header at all
        }
        return EN;
    }
}
