package io.tollbridge.checkout.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import io.tollbridge.checkout.support.BrowserTest;
import io.tollbridge.checkout.support.EngineStub;
import io.tollbridge.starter.clock.BusinessClock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The page as a shopper meets it. */
class HostedPageIT extends BrowserTest {

    @Autowired private BusinessClock clock;

    @Test
    void a_shopper_pays_and_returns_to_the_shop() {
        String session = open(Map.of("merchant_reference", "A-10482"));
        visit(session);
        shot("desktop");
        accessible();
        fill(GOOD, "12 / 31", "123");
        shot("desktop-filled");
        pay();

        assertThat(page.locator("h1")).hasText("Payment received");
        accessible();
        shot("success");
        assertThat(read(session)).containsEntry("status", "complete");
        assertThat(read(session)).containsEntry("payment_status", "paid");
        assertThat(ENGINE.chargesOf(session)).isEqualTo(1);
        assertThat(page.locator("#return"))
                .hasAttribute("href", "https://shop.example/thanks?order=1");
        assertThat(page.locator("#live")).containsText("taken back to Harbour & Hill Coffee in 20");
        page.locator("#stay").click();
        assertThat(page.locator("#return-line")).isHidden();
        assertThat(page.locator("#live")).hasText("");
    }

    @Test
    void the_card_leaves_its_frame_sealed_for_the_vault_only() {
        String session = open(Map.of());
        visit(session);
        fill("5555555555554444", "0231", "321");
        pay();
        assertThat(page.locator("h1")).hasText("Payment received");

        assertThat(VAULT.opened())
                .anySatisfy(card ->
                        assertThat(card)
                                .isEqualTo(
                                        Map.of(
                                                "number", "5555555555554444",
                                                "exp_month", 2,
                                                "exp_year", 2031,
                                                "cvc", "321",
                                                "holder_name", "Ada Lovelace")));
        assertThat(GATEWAY.bodies())
                .noneMatch(body -> body.contains("5555555555554444"))
                .noneMatch(body -> body.contains("Lovelace"));
    }

    @Test
    void the_page_cannot_look_into_the_card_frame() {
        visit(open(Map.of()));
        fill(GOOD, "1231", "123");
        assertThat(page.evaluate("document.getElementById('card-frame').contentDocument")).isNull();
        var thrown =
                page.evaluate(
                        "() => { try { return document.getElementById('card-frame')"
                                + ".contentWindow.document.body.innerHTML; }"
                                + " catch (e) { return e.name; } }");
        assertThat(thrown).isEqualTo("SecurityError");
    }

    @Test
    void a_decline_is_explained_and_another_card_may_follow_in_place() {
        String session = open(Map.of());
        visit(session);
        fill(NO_FUNDS, "12 / 31", "123");
        pay();

        assertThat(page.locator("#notice"))
                .containsText("does not have enough funds for this payment");
        assertThat(page.locator("#notice")).isFocused();
        assertThat(card("cvc")).hasValue("");
        assertThat(card("number")).hasValue("4000 0000 0000 9995");
        shot("decline");
        accessible();
        assertThat(read(session)).containsEntry("status", "open");

        fill(GOOD, "12 / 31", "123");
        pay();
        assertThat(page.locator("h1")).hasText("Payment received");
        assertThat(ENGINE.chargesOf(session)).isEqualTo(1);
    }

    @Test
    void a_double_click_charges_once() {
        String session = open(Map.of());
        visit(session);
        fill(GOOD, "12 / 31", "123");
        page.locator("#pay").dblclick();
        assertThat(page.locator("h1")).hasText("Payment received");
        assertThat(ENGINE.chargesOf(session)).isEqualTo(1);
    }

    @Test
    void a_reload_while_paying_waits_for_the_outcome_and_charges_once() {
        String session = open(Map.of());
        visit(session);
        fill(GOOD, "12 / 31", "123");
        var latch = new CountDownLatch(1);
        ENGINE.hold(latch);
        int before = ENGINE.confirms();
        pay();
        org.awaitility.Awaitility.await().until(() -> ENGINE.confirms() > before);
        shot("busy");

        page.reload();
        assertThat(page.locator("h1")).hasText("Checking your payment");
        shot("checking");
        accessible();
        latch.countDown();
        assertThat(page.locator("h1")).hasText("Payment received");
        assertThat(ENGINE.chargesOf(session)).isEqualTo(1);
    }

    @Test
    void a_payment_without_an_answer_yet_is_followed_to_its_end() {
        String session = open(Map.of());
        visit(session);
        fill(EngineStub.PENDING, "12 / 31", "123");
        pay();
        assertThat(page.locator("h1")).hasText("Checking your payment");
        ENGINE.finishPending();
        assertThat(page.locator("h1")).hasText("Payment received");
        assertThat(ENGINE.chargesOf(session)).isEqualTo(1);
    }

    @Test
    void fields_are_checked_while_typing() {
        visit(open(Map.of()));
        pay();
        assertThat(frame().locator("#number-error")).hasText("Enter your card number.");
        assertThat(card("number")).isFocused();
        assertThat(card("number")).hasAttribute("aria-invalid", "true");
        shot("errors");
        accessible();

        card("number").pressSequentially("4242424242424241");
        assertThat(card("number")).hasValue("4242 4242 4242 4241");
        assertThat(frame().locator("#number-error")).containsText("not right");
        card("number").press("Backspace");
        card("number").pressSequentially("2");
        assertThat(frame().locator("#number-error")).hasText("");
        assertThat(frame().locator("#brand-name")).hasText("Visa");

        card("number").fill("378282246310005");
        assertThat(card("number")).hasValue("3782 822463 10005");
        assertThat(frame().locator("#brand-name")).hasText("American Express");
        assertThat(frame().locator("#cvc-hint")).containsText("4 digits");
        card("cvc").fill("123");
        card("cvc").blur();
        assertThat(frame().locator("#cvc-error")).containsText("not right");

        card("expiry").pressSequentially("521");
        assertThat(card("expiry")).hasValue("05 / 21");
        assertThat(frame().locator("#expiry-error")).containsText("expired");
    }

    @Test
    void a_card_that_the_vault_refuses_is_marked_at_its_field() {
        visit(open(Map.of()));
        fill(GOOD, "12 / 31", "999");
        pay();
        assertThat(page.locator("#notice")).containsText("check your card details");
        assertThat(frame().locator("#cvc-error")).containsText("not right");
        fill(GOOD, "12 / 31", "123");
        pay();
        assertThat(page.locator("h1")).hasText("Payment received");
    }

    @Test
    void the_keyboard_is_enough() {
        String session = open(Map.of());
        visit(session);
        card("number").focus();
        page.keyboard().type(GOOD);
        page.keyboard().press("Tab");
        page.keyboard().type("1231");
        page.keyboard().press("Tab");
        page.keyboard().type("123");
        page.keyboard().press("Tab");
        page.keyboard().type("Ada Lovelace");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("Payment received");
        assertThat(ENGINE.chargesOf(session)).isEqualTo(1);
    }

    @Test
    void an_expired_session_says_that_nothing_was_charged() {
        String session = open(Map.of());
        visit(session);
        fill(NO_FUNDS, "12 / 31", "123");
        pay();
        assertThat(page.locator("#notice")).isVisible();
        clock.follow(clock.offset().plus(Duration.ofDays(1)).toMillis());

        fill(GOOD, "12 / 31", "123");
        pay();
        assertThat(page.locator("h1")).hasText("This page has expired");
        shot("expired");
        accessible();
        assertThat(read(session)).containsEntry("status", "expired");
        assertThat(ENGINE.chargesOf(session)).isZero();
        org.awaitility.Awaitility.await().until(() -> ENGINE.isCanceled(session));
    }

    @Test
    void chinese_is_spoken_throughout() {
        String session =
                open(
                        Map.of(
                                "locale", "zh",
                                "currency", "CNY",
                                "merchant_reference", "订单-20481"));
        visit(session);
        assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
        assertThat(page.locator("#pay")).containsText("支付 ¥42.30");
        shot("zh");
        accessible();
        fill(NO_FUNDS, "12 / 31", "123");
        pay();
        assertThat(page.locator("#notice")).containsText("余额不足");
        shot("zh-decline");
        page.locator("a.language", new Page.LocatorOptions().setHasText("English")).click();
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        assertThat(page.locator("#notice")).containsText("enough funds");
        page.locator("a.language", new Page.LocatorOptions().setHasText("中文")).click();
        fill(GOOD, "12 / 31", "123");
        pay();
        assertThat(page.locator("h1")).hasText("付款成功");
        shot("zh-success");
        accessible();
    }

    @Test
    void a_small_phone_shows_everything_without_sideways_scrolling() {
        visitWith(
                new Browser.NewContextOptions()
                        .setViewportSize(360, 740)
                        .setDeviceScaleFactor(2)
                        .setIsMobile(true)
                        .setHasTouch(true));
        String session = open(Map.of("merchant_reference", "A-10482"));
        visit(session);
        Object wide =
                page.evaluate(
                        "document.documentElement.scrollWidth > document.documentElement.clientWidth");
        assertThat(wide).isEqualTo(false);
        shot("phone");
        accessible();
        fill(NO_FUNDS, "12 / 31", "123");
        pay();
        assertThat(page.locator("#notice")).isVisible();
        shot("phone-decline");
        fill(GOOD, "12 / 31", "123");
        pay();
        assertThat(page.locator("h1")).hasText("Payment received");
        shot("phone-success");
        accessible();

        visit(open(Map.of("locale", "zh", "currency", "CNY", "merchant_reference", "订单-20481")));
        shot("zh-phone");
        accessible();
        fill(NO_FUNDS, "12 / 31", "123");
        pay();
        assertThat(page.locator("#notice")).isVisible();
        shot("zh-phone-decline");
        fill(GOOD, "12 / 31", "123");
        pay();
        assertThat(page.locator("h1")).hasText("付款成功");
        shot("zh-phone-success");
    }

    @Test
    void an_unknown_address_gets_a_page_too() {
        page.navigate(GATEWAY.url() + "/pay/cs_nothing");
        assertThat(page.locator("h1")).hasText("We cannot find this page");
        shot("gone");
        accessible();
        complaints.removeIf(text -> text.contains("404"));
    }
}
