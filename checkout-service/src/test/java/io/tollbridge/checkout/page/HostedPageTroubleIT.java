package io.tollbridge.checkout.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import io.tollbridge.checkout.support.BrowserTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page in a real browser when something goes wrong around it. */
class HostedPageTroubleIT extends BrowserTest {

    @AfterEach
    void calm() {
        VAULT.hold(new CountDownLatch(0));
        GATEWAY.dropAnswersOf("");
    }

    @Test
    void a_page_whose_ticket_is_of_no_use_any_more_pays_at_the_second_click() {
        String session = open(Map.of());
        visit(session);
        var other = context.cookies().getFirst();
        other.value = other.value.replaceAll(".$", other.value.endsWith("0") ? "1" : "0");
        fill(GOOD, "12 / 31", "123");
        context.clearCookies();
        context.addCookies(List.of(other));
        pay();
        assertThat(page.locator("#notice")).containsText("Nothing was charged from here");
        assertThat(card("cvc")).hasValue("123");
        assertThat(ENGINE.chargesOf(session)).isZero();
        pay();
        assertThat(page.locator("h1")).hasText("Payment received");
        assertThat(ENGINE.chargesOf(session)).isEqualTo(1);
    }

    @Test
    void without_cookies_the_page_says_what_to_do() {
        String session = open(Map.of());
        visit(session);
        fill(GOOD, "12 / 31", "123");
        context.clearCookies();
        pay();
        assertThat(page.locator("#notice")).containsText("Allow cookies");
        assertThat(ENGINE.chargesOf(session)).isZero();
    }

    /** The vault is slow, the connection breaks, and only then the vault answers. */
    @Test
    void not_charged_is_said_only_when_the_lost_request_can_charge_no_more() {
        String session = open(Map.of());
        visit(session);
        fill(GOOD, "12 / 31", "123");
        var slow = new CountDownLatch(1);
        VAULT.hold(slow);
        int before = VAULT.sealed().size();
        GATEWAY.dropAnswersOf("/pay/" + session + "/pay");
        pay();
        Awaitility.await().until(() -> VAULT.sealed().size() > before);
        assertThat(page.locator("#notice")).containsText("your card was not charged");
        int dropped = GATEWAY.dropped();
        slow.countDown();
        Awaitility.await().until(() -> GATEWAY.dropped() > dropped);
        assertThat(ENGINE.chargesOf(session)).isZero();
        assertThat(read(session)).containsEntry("status", "open");
        complaints.clear(); // the browser's own word for a broken connection

        GATEWAY.dropAnswersOf("");
        fill(GOOD, "12 / 31", "123");
        pay();
        assertThat(page.locator("h1")).hasText("Payment received");
        assertThat(ENGINE.chargesOf(session)).isEqualTo(1);
    }

    @Test
    void a_payment_whose_answer_was_lost_is_shown_as_what_it_is() {
        String session = open(Map.of());
        visit(session);
        fill(GOOD, "12 / 31", "123");
        GATEWAY.dropAnswersOf("/pay/" + session + "/pay");
        pay();
        assertThat(page.locator("h1")).hasText("Payment received");
        assertThat(ENGINE.chargesOf(session)).isEqualTo(1);
        complaints.clear(); // the browser's own word for a broken connection
    }

    @Test
    void a_card_form_that_does_not_load_can_be_asked_for_again() {
        String session = open(Map.of());
        page.clock().install();
        page.route("**/pay/frame*", Route::abort);
        page.navigate(GATEWAY.url() + "/pay/" + session);
        page.clock().fastForward(15_500);
        assertThat(page.locator("#notice")).containsText("The card form did not load");
        assertThat(page.locator("#card-frame")).isHidden();
        shot("no-frame");
        accessible();
        complaints.clear(); // the browser's own word for a file that did not come
        page.unroute("**/pay/frame*");
        page.locator("#retry").click();
        fill(GOOD, "12 / 31", "123");
        pay();
        assertThat(page.locator("h1")).hasText("Payment received");
    }

    @Test
    void a_card_form_that_does_not_answer_can_be_asked_again() {
        page.addInitScript(
                "if (location.pathname === '/pay/frame') {"
                        + " const subtle = crypto.subtle, real = subtle.importKey; let calls = 0;"
                        + " subtle.importKey = (...all) => calls++ === 0"
                        + " ? new Promise(() => {}) : real.apply(subtle, all); }");
        page.clock().install();
        String session = open(Map.of());
        visit(session);
        fill(GOOD, "12 / 31", "123");
        pay();
        page.clock().fastForward(15_500);
        assertThat(page.locator("#notice")).containsText("Nothing was sent");
        shot("no-answer");
        page.locator("#retry").click();
        assertThat(page.locator("h1")).hasText("Payment received");
        assertThat(ENGINE.chargesOf(session)).isEqualTo(1);
    }

    /** What a page has on plain http, anywhere else than on localhost. */
    @Test
    void without_a_secure_connection_it_says_so_and_sends_nothing() {
        page.addInitScript(
                "Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined });"
                        + " delete Crypto.prototype.randomUUID;");
        String session = open(Map.of());
        visit(session);
        assertThat(page.locator("#notice")).containsText("not opened over a secure connection");
        assertThat(page.locator("#pay")).hasAttribute("aria-disabled", "true");
        assertThat(page.locator("#card-frame")).isHidden();
        shot("insecure");
        accessible();
    }

    @Test
    void random_uuids_are_not_needed() {
        page.addInitScript("delete Crypto.prototype.randomUUID;");
        String session = open(Map.of());
        visit(session);
        fill(GOOD, "12 / 31", "123");
        pay();
        assertThat(page.locator("h1")).hasText("Payment received");
    }

    @ParameterizedTest
    @CsvSource({"12/2031, 12 / 31", "12/31, 12 / 31", "5/2031, 05 / 31", "2031-05, 05 / 31"})
    void dates_are_taken_as_browsers_fill_them_in(String filled, String shown) {
        visit(open(Map.of()));
        card("expiry").fill(filled);
        card("expiry").blur();
        assertThat(card("expiry")).hasValue(shown);
        assertThat(frame().locator("#expiry-error")).hasText("");
    }

    @Test
    void a_year_may_be_typed_in_four_digits() {
        visit(open(Map.of()));
        card("expiry").pressSequentially("1220");
        assertThat(frame().locator("#expiry-error")).hasText("");
        card("expiry").pressSequentially("31");
        assertThat(card("expiry")).hasValue("12 / 31");
        card("expiry").fill("12 / 20");
        card("expiry").blur();
        assertThat(frame().locator("#expiry-error")).containsText("expired");
    }

    @Test
    void the_field_in_use_is_plain_to_see() {
        visit(open(Map.of()));
        card("number").focus();
        assertThat(ringContrast()).isGreaterThan(3.0);
        pay(); // everything is empty: the fields are wrong now
        assertThat(card("number")).isFocused();
        assertThat(ringContrast()).isGreaterThan(3.0);
    }

    /** The ring's colour against the white around it, as WCAG counts. */
    private double ringContrast() {
        String colour =
                card("number").evaluate("field => getComputedStyle(field).outlineColor").toString();
        double[] parts =
                Arrays.stream(colour.replaceAll("[^0-9,]", "").split(","))
                        .mapToDouble(part -> Double.parseDouble(part) / 255)
                        .map(part ->
                                part <= 0.04045
                                        ? part / 12.92
                                        : Math.pow((part + 0.055) / 1.055, 2.4))
                        .toArray();
        return 1.05 / (0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] + 0.05);
    }
}
