package io.tollbridge.checkout.page;

import static io.tollbridge.checkout.page.Template.all;

import io.tollbridge.checkout.session.CheckoutOrder;
import io.tollbridge.checkout.session.CheckoutSession;
import io.tollbridge.checkout.session.CheckoutState;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Renders the pages of a session. */
@Component
final class Pages {

    private static final int SHORT_ORDER = 3;

    /** Time enough to read the page, and to find the button that stays on it. */
    private static final int RETURN_SECONDS = 20;

    private final Assets assets;
    private final Map<Language, Texts> texts = new EnumMap<>(Language.class);
    private final Template layout = Template.of("layout.html");
    private final Template language = Template.of("language.html");
    private final Template summary = Template.of("summary.html");
    private final Template line = Template.of("line.html");
    private final Template form = Template.of("form.html");
    private final Template testHint = Template.of("test-hint.html");
    private final Template checking = Template.of("checking.html");
    private final Template success = Template.of("success.html");
    private final Template fact = Template.of("fact.html");
    private final Template ended = Template.of("ended.html");
    private final Template back = Template.of("back.html");

    Pages(Assets assets) {
        this.assets = assets;
        for (Language each : Language.values()) {
            texts.put(each, Texts.of(each));
        }
    }

    Texts in(Language chosen) {
        Texts found = texts.get(chosen);
        if (found == null) {
            throw new IllegalStateException(chosen + ": (expected: texts)");
        }
        return found;
    }

    /** The card form; {@code refusal} is why the last try failed. */
    Html form(CheckoutSession session, Language chosen, String ticket, @Nullable String refusal) {
        var t = in(chosen);
        String shop = session.merchantName();
        String total = t.money(session.order().amount());
        Map<String, Object> values =
                all(
                        Map.of(
                                "session",
                                session.id(),
                                "ticket",
                                ticket,
                                "summary",
                                summary(session, t),
                                "frame",
                                "/pay/frame?lang=" + chosen.code(),
                                "cancel_url",
                                session.order().cancelUrl(),
                                "notice",
                                refusal == null ? "" : t.refusal(refusal),
                                "notice_hidden",
                                new Html(refusal == null ? " hidden" : ""),
                                "test_hint",
                                testHint(session, t)),
                        Map.of(
                                "text_heading", t.say("heading", total, shop),
                                "text_pay_title", t.say("pay.title"),
                                "text_pay", t.say("pay", total),
                                "text_sealed", t.say("pay.sealed", shop),
                                "text_cancel", t.say("pay.cancel", shop),
                                "text_busy", t.say("pay.busy"),
                                "text_failed", t.say("pay.failed"),
                                "text_unreachable", t.say("pay.unreachable"),
                                "text_frame", t.say("frame"),
                                "text_noscript", t.say("noscript")),
                        Map.of(
                                "text_away", t.say("pay.away"),
                                "text_silent", t.say("pay.silent"),
                                "text_retry", t.say("pay.retry"),
                                "text_insecure", t.say("insecure")));
        return page(t, session, t.say("title.pay", total, shop), form.with(values));
    }

    Html checking(CheckoutSession session, Language chosen) {
        var t = in(chosen);
        String shop = session.merchantName();
        var values =
                Map.of(
                        "session", session.id(),
                        "merchant", shop,
                        "total", t.money(session.order().amount()),
                        "text_title", t.say("checking.title"),
                        "text_body", t.say("checking.body"),
                        "text_safe_to_close", t.say("checking.close", shop),
                        "text_noscript", t.say("noscript"));
        return page(t, session, t.say("title.checking", "", shop), checking.with(values));
    }

    Html success(CheckoutSession session, CheckoutState.Complete complete, Language chosen) {
        var t = in(chosen);
        String shop = session.merchantName();
        var values =
                all(
                        Map.of(
                                "session", session.id(),
                                "merchant", shop,
                                "total", t.money(session.order().amount()),
                                "facts", facts(session, complete.payment(), t),
                                "success_url", session.order().successUrl(),
                                "return_seconds", RETURN_SECONDS),
                        Map.of(
                                "text_seconds_said",
                                t.say("success.seconds.said", shop, RETURN_SECONDS),
                                "text_title",
                                t.say(complete.paid() ? "success.title" : "success.held.title"),
                                "text_body",
                                t.say("success.body", shop),
                                "text_amount",
                                t.say("success.amount"),
                                "text_paid_to",
                                t.say("success.paidto"),
                                "text_return",
                                t.say("success.return", shop),
                                "text_seconds_before",
                                t.say("success.seconds.before"),
                                "text_seconds_after",
                                t.say("success.seconds.after"),
                                "text_stay",
                                t.say("success.stay")));
        return page(t, session, t.say("title.success", "", shop), success.with(values));
    }

    Html expired(CheckoutSession session, Language chosen) {
        var t = in(chosen);
        String shop = session.merchantName();
        var button =
                back.with(
                        Map.of(
                                "url", session.order().cancelUrl(),
                                "text_back", t.say("back", shop)));
        var main =
                ended.with(
                        Map.of(
                                "view", "expired",
                                "session", session.id(),
                                "text_title", t.say("expired.title"),
                                "text_body", t.say("expired.body", shop),
                                "back", button));
        return page(t, session, t.say("title.expired", "", shop), main);
    }

    /** A page without a session: {@code gone} or {@code away}. */
    Html notice(String which, Language chosen) {
        var t = in(chosen);
        var main =
                ended.with(
                        Map.of(
                                "view",
                                which,
                                "session",
                                "",
                                "text_title",
                                t.say(which + ".title"),
                                "text_body",
                                t.say(which + ".body"),
                                "back",
                                Html.NOTHING));
        return page(t, null, t.say("title." + which), main);
    }

    private Html page(Texts t, @Nullable CheckoutSession session, String title, Html main) {
        String shop = session == null ? "Tollbridge" : session.merchantName();
        boolean test = session != null && !session.mode().isLive();
        var badge =
                new Html(
                        test
                                ? "<p class=\"badge\">" + Html.escaped(t.say("badge.test")) + "</p>"
                                : "");
        return layout.with(
                all(
                        Map.of(
                                "lang", t.language().tag(),
                                "title", title,
                                "merchant", shop,
                                "merchant_initial", initial(shop),
                                "badge", badge,
                                "languages", languages(t.language()),
                                "main", main),
                        Map.of(
                                "favicon", assets.file("favicon.svg").url(),
                                "css", assets.file("pay.css").url(),
                                "css_integrity", assets.file("pay.css").integrity(),
                                "js", assets.file("pay.js").url(),
                                "js_integrity", assets.file("pay.js").integrity(),
                                "text_language", t.say("language"),
                                "text_safe", t.say("safe"),
                                "text_powered", t.say("powered"),
                                "text_powered_after", t.say("powered.after"))));
    }

    private Html languages(Language current) {
        return new Html(
                Stream.of(Language.values())
                        .map(each ->
                                language.with(
                                        Map.of(
                                                "code",
                                                each.code(),
                                                "tag",
                                                each.tag(),
                                                "name",
                                                each.ownName(),
                                                "current",
                                                new Html(
                                                        each == current
                                                                ? " aria-current=\"true\""
                                                                : ""))))
                        .map(Html::markup)
                        .collect(Collectors.joining()));
    }

    private Html summary(CheckoutSession session, Texts t) {
        var order = session.order();
        int count = order.lines().stream().mapToInt(CheckoutOrder.Line::quantity).sum();
        String reference = order.merchantReference();
        var lines =
                order.lines().stream()
                        .map(each -> line(each, order.amount(), t).markup())
                        .collect(Collectors.joining());
        return summary.with(
                Map.of(
                        "total",
                        t.money(order.amount()),
                        "short",
                        order.lines().size() <= SHORT_ORDER,
                        "lines",
                        new Html(lines),
                        "reference",
                        reference == null
                                ? Html.NOTHING
                                : new Html(
                                        "<p class=\"reference\">"
                                                + Html.escaped(t.say("reference", reference))
                                                + "</p>"),
                        "text_order",
                        t.say("order"),
                        "text_total",
                        t.say("total"),
                        "text_items",
                        t.say(count == 1 ? "items.one" : "items.many", count)));
    }

    private Html line(CheckoutOrder.Line each, Money sum, Texts t) {
        var unit = new Money(each.amount(), sum.currency());
        return line.with(
                Map.of(
                        "name",
                        each.name(),
                        "unit",
                        each.quantity() == 1 ? "" : t.say("unit", each.quantity(), t.money(unit)),
                        "amount",
                        t.money(new Money(each.total(), sum.currency()))));
    }

    private Html facts(CheckoutSession session, PaymentId payment, Texts t) {
        String reference = session.order().merchantReference();
        var order =
                reference == null
                        ? ""
                        : fact.with(Map.of("name", t.say("success.reference"), "value", reference))
                                .markup();
        var number = fact.with(Map.of("name", t.say("success.payment"), "value", payment.value()));
        return new Html(order + number.markup());
    }

    private Html testHint(CheckoutSession session, Texts t) {
        return session.mode().isLive()
                ? Html.NOTHING
                : testHint.with(
                        Map.of(
                                "text_title", t.say("hint.title"),
                                "text_hint", t.say("hint.body"),
                                "text_ok", t.say("hint.ok"),
                                "text_declined", t.say("hint.declined")));
    }

    private static String initial(String shop) {
        return shop.isEmpty()
                ? "T"
                : new String(Character.toChars(shop.codePointAt(0)))
                        .toUpperCase(java.util.Locale.ROOT);
    }
}
