package io.tollbridge.checkout.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollbridge.kernel.Money;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words, amounts, languages and templates. */
class PageWordsTest {

    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    private final Texts en = Texts.of(Language.EN);
    private final Texts zh = Texts.of(Language.ZH);

    @Test
    void both_languages_say_the_same_things_with_the_same_places() {
        assertThat(zh.words().keySet()).isEqualTo(en.words().keySet());
        en.words()
                .forEach((key, text) ->
                        assertThat(places(zh.say(key))).as(key).isEqualTo(places(text)));
    }

    private static Set<String> places(String text) {
        return new TreeSet<>(PLACE.matcher(text).results().map(MatchResult::group).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "EN, 4230, EUR, €42.30",
        "EN, 123456789, USD, '$1,234,567.89'",
        "EN, 1200, JPY, '¥1,200'",
        "EN, 1001, KWD, KWD 1.001",
        "EN, 990, CNY, CN¥9.90",
        "ZH, 990, CNY, ¥9.90",
        "ZH, 4230, EUR, €42.30",
        "ZH, 100, USD, US$1.00",
    })
    void amounts_are_written_as_their_readers_do(
            Language language, long minor, String currency, String text) {
        String shown = Texts.of(language).money(Money.of(minor, currency));
        assertThat(shown.replace('\u00a0', ' ')).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "zh, en, en-GB, ZH",
        ", zh, en-GB, ZH",
        ", auto, 'zh-TW,en;q=0.8', ZH",
        ", auto, 'fr;q=0.9,de', EN",
        ", auto, '???', EN",
        ", auto, , EN",
        "fr, auto, zh, ZH",
        "zh-CN, en, , ZH",
    })
    void the_shoppers_choice_comes_first_then_the_merchants_then_the_browsers(
            String chosen, String ofSession, String accepted, Language language) {
        assertThat(Language.choose(chosen, ofSession, accepted)).isEqualTo(language);
    }

    @Test
    void whatever_enters_a_template_is_escaped() {
        var line = Template.of("fact.html");
        var markup = line.with(Map.of("name", "<b>", "value", "\"'&$1\\")).markup();
        assertThat(markup).contains("&lt;b&gt;").contains("&quot;&#39;&amp;$1\\");
        assertThatThrownBy(() -> line.with(Map.of("name", "x")))
                .hasMessageContaining("fact.html: value");
    }

    @Test
    void an_unknown_refusal_has_a_text_all_the_same() {
        assertThat(en.refusal("no_such_code")).isEqualTo(en.say("refused.generic"));
    }
}
