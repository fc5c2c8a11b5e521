package io.tollbridge.checkout.page;

import static io.tollbridge.checkout.page.Template.all;

import io.tollbridge.contracts.channels.TokenKey;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Renders the card frame's document: the form, the vault's public key, and what month it is. */
@Component
final class CardFrame {

    /** Names of the texts, by the place they go to. */
    private static final Map<String, String> PLACES =
            Map.ofEntries(
                    Map.entry("text_frame", "frame"),
                    Map.entry("text_number", "card.number"),
                    Map.entry("number_empty", "card.number.empty"),
                    Map.entry("number_short", "card.number.short"),
                    Map.entry("number_wrong", "card.number.wrong"),
                    Map.entry("text_expiry", "card.expiry"),
                    Map.entry("expiry_form", "card.expiry.form"),
                    Map.entry("expiry_empty", "card.expiry.empty"),
                    Map.entry("expiry_wrong", "card.expiry.wrong"),
                    Map.entry("expiry_past", "card.expiry.past"),
                    Map.entry("text_cvc", "card.cvc"),
                    Map.entry("cvc_empty", "card.cvc.empty"),
                    Map.entry("cvc_wrong", "card.cvc.wrong"),
                    Map.entry("cvc_hint3", "card.cvc.hint3"),
                    Map.entry("cvc_hint4", "card.cvc.hint4"),
                    Map.entry("text_name", "card.name"),
                    Map.entry("name_empty", "card.name.empty"));

    private final Template frame = Template.of("frame.html");
    private final Html brands = Template.of("brands.html").with(Map.of());
    private final Assets assets;
    private final JsonMapper json;

    CardFrame(Assets assets, JsonMapper json) {
        this.assets = assets;
        this.json = json;
    }

    Html of(Texts texts, TokenKey key, YearMonth month) {
        var words = new LinkedHashMap<String, String>();
        PLACES.forEach((place, text) -> words.put(place, texts.say(text)));
        return frame.with(
                all(
                        words,
                        Map.of(
                                "lang", texts.language().tag(),
                                "jwk", json.writeValueAsString(key),
                                "month", month,
                                "brands", brands,
                                "css", assets.file("card-frame.css").url(),
                                "css_integrity", assets.file("card-frame.css").integrity(),
                                "js", assets.file("card-frame.js").url(),
                                "js_integrity", assets.file("card-frame.js").integrity())));
    }
}
