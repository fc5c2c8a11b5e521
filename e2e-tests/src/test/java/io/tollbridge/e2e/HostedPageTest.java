package io.tollbridge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tollbridge.sandbox.client.Merchant;
import io.tollbridge.sandbox.client.Shopper;
import io.tollbridge.sandbox.client.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** A shopper with a real browser on the real page of the whole platform. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostedPageTest {

    private static final String GOOD = "4242424242424242";
    private static final String NO_FUNDS = "4000000000009995";
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Merchant shop = TheSandbox.merchant("Page Ltd");
    private long chargesBefore;
    private Shopper shopper;

    @BeforeAll
    void a_browser() {
        var found = Shopper.find();
        assumeTrue(found.isPresent(), "no Chromium on this machine");
        shopper = found.orElseThrow();
    }

    @BeforeEach
    void nothing_is_charged_yet() {
        chargesBefore = TheSandbox.charges();
    }

    @AfterAll
    void closed() {
        if (shopper != null) {
            shopper.close();
        }
    }

    @Test
    void a_shopper_pays() {
        var session = open();
        shopper.pay(session.path("url").asString(), GOOD);
        shopper.seesHeadline("Payment received");
        assertThat(paid(session).path("status").asString()).isEqualTo("complete");
        assertThat(charges()).isEqualTo(1);
    }

    @Test
    void a_shopper_whose_payment_met_three_crashes_pays_once_and_is_told() {
        var checkout =
                Deaths.of(
                        "checkout",
                        "checkout.submitted",
                        "checkout.confirmed",
                        "checkout.published");
        TheSandbox.platform().awaitReady("checkout");
        var session = open();
        shopper.pay(session.path("url").asString(), GOOD);
        checkout.awaitLast();
        shopper.seesHeadline("Payment received");
        assertThat(paid(session).path("status").asString()).isEqualTo("complete");
        assertThat(charges()).isEqualTo(1);
    }

    @Test
    void a_decline_is_explained_and_another_card_pays() {
        var session = open();
        shopper.pay(session.path("url").asString(), NO_FUNDS);
        shopper.page().locator("#notice:has-text(\"enough funds\")").waitFor();
        shopper.fill(GOOD);
        shopper.page().locator("#pay").click();
        shopper.seesHeadline("Payment received");
        assertThat(paid(session).path("status").asString()).isEqualTo("complete");
        assertThat(charges()).isEqualTo(1);
    }

    @Test
    void a_double_click_and_a_reload_charge_once() {
        var session = open();
        String url = session.path("url").asString();
        shopper.page().navigate(url);
        shopper.fill(GOOD);
        // Sealing takes a moment: reload once the first click's request is on its way.
        shopper.page()
                .waitForRequest("**/pay/*/pay", () -> shopper.page().locator("#pay").dblclick());
        shopper.page().reload();
        var form = shopper.page().locator("#pay");
        var received = shopper.page().locator("h1:has-text(\"Payment received\")");
        received.or(form).first().waitFor();
        if (form.isVisible()) { // the reload was faster than the click's request: nothing was sent
            shopper.fill(GOOD);
            form.click();
        }
        shopper.seesHeadline("Payment received");
        var payment = shop.api().get("/v1/payments/" + paid(session).path("payment").asString());
        assertThat(payment.path("amount_received").asLong()).isEqualTo(1800);
        assertThat(charges()).isEqualTo(1);
    }

    @Test
    void an_expired_session_takes_no_money() {
        var session = open();
        String id = session.path("id").asString();
        shop.api().post("/v1/checkout/sessions/" + id + "/expire", Map.of()).expect(200);
        shopper.page().navigate(session.path("url").asString());
        assertThat(shopper.page().locator("#pay").count()).isZero();
        shopper.seesHeadline("This page has expired");
        assertThat(charges()).isZero();
    }

    private JsonNode open() {
        return shop.api()
                .post(
                        "/v1/checkout/sessions",
                        Map.of(
                                "amount", 1800,
                                "currency", "EUR",
                                "line_items",
                                        List.of(
                                                Map.of(
                                                        "name",
                                                        "Tea",
                                                        "quantity",
                                                        2,
                                                        "amount",
                                                        900)),
                                "success_url", "http://localhost:18080/docs",
                                "cancel_url", "http://localhost:18080/docs",
                                "locale", "en"))
                .expect(201);
    }

    private JsonNode paid(JsonNode session) {
        return Waiting.until(
                "session paid",
                SOON,
                () -> shop.api().get("/v1/checkout/sessions/" + session.path("id").asString()),
                seen -> seen.path("payment_status").asString().equals("paid"));
    }

    /** What the acquirer, by its own books, has charged since the test began, to whomever. */
    private long charges() {
        return TheSandbox.charges() - chargesBefore;
    }
}
