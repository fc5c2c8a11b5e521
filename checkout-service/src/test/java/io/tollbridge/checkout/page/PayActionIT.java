package io.tollbridge.checkout.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tollbridge.checkout.support.CheckoutServiceTest;
import io.tollbridge.checkout.support.EngineStub;
import io.tollbridge.checkout.support.Shopper;
import io.tollbridge.starter.clock.BusinessClock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** The page without a browser: what is served, and what happens when things go wrong. */
class PayActionIT extends CheckoutServiceTest {

    private static final String GOOD = "4242424242424242";
    private static final Pattern SCRIPT =
            Pattern.compile("<script[^>]* src=\"([^\"]+)\" integrity=\"([^\"]+)\"");

    @Autowired private BusinessClock clock;
    @Autowired private JsonMapper json;

    @AfterEach
    void calm() {
        ENGINE.away(false);
        ENGINE.mute(false);
    }

    private Shopper shopper(String session) {
        return new Shopper(GATEWAY.url(), session, VAULT).visit();
    }

    /** PCI DSS 6.4.3: what is served is what is listed, byte for byte, and nothing else. */
    @Test
    void the_served_scripts_are_exactly_those_of_the_inventory() throws Exception {
        var shopper = shopper(open(Map.of()));
        var served = new ArrayList<String>();
        for (String page : List.of("/pay/" + shopper.session(), "/pay/frame")) {
            String markup = shopper.get(page).body();
            assertThat(Pattern.compile("<script").matcher(markup).results().count())
                    .as("scripts of %s without address and hash", page)
                    .isEqualTo(SCRIPT.matcher(markup).results().count());
            for (var script : SCRIPT.matcher(markup).results().toList()) {
                byte[] content =
                        shopper.get(script.group(1)).body().getBytes(StandardCharsets.UTF_8);
                byte[] hash = MessageDigest.getInstance("SHA-384").digest(content);
                String integrity = "sha384-" + Base64.getEncoder().encodeToString(hash);
                assertThat(script.group(2)).isEqualTo(integrity);
                served.add(page.replace(shopper.session(), "{session}") + " " + integrity);
            }
            assertThat(markup).doesNotContain("style=").doesNotContainPattern(" on[a-z]+=");
            assertThat(markup).doesNotContainPattern("(src|href)=\"//");
        }
        assertThat(served)
                .containsExactlyInAnyOrderElementsOf(
                        Assets.inventory(json).stream()
                                .map(line -> line.page() + " " + line.integrity())
                                .toList());
    }

    @Test
    void the_policies_are_strict() {
        var shopper = shopper(open(Map.of()));
        var page = shopper.get("/pay/" + shopper.session()).headers();
        assertThat(page.firstValue("content-security-policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy)
                                .startsWith("default-src 'none'; script-src 'self'")
                                .contains("frame-ancestors 'none'", "form-action 'self'")
                                .contains("require-trusted-types-for 'script'")
                                .contains("report-to policy; report-uri /pay/reports")
                                .doesNotContain("unsafe"));
        assertThat(page.firstValue("reporting-endpoints")).hasValue("policy=\"/pay/reports\"");
        assertThat(page.firstValue("referrer-policy")).hasValue("no-referrer");
        assertThat(page.firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(page.firstValue("x-frame-options")).hasValue("DENY");
        assertThat(page.firstValue("cache-control")).hasValue("no-store");
        assertThat(page.firstValue("set-cookie"))
                .hasValueSatisfying(cookie ->
                        assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/pay/cs_"));
        var frame = shopper.get("/pay/frame").headers();
        assertThat(frame.firstValue("content-security-policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy)
                                .contains("script-src 'self' " + GATEWAY.url() + "/pay/assets/;")
                                .contains("frame-ancestors 'self'", "sandbox allow-scripts")
                                .doesNotContain("connect-src", "allow-same-origin", "unsafe"));
    }

    /** Browsers send what was stopped from wherever they are, without a cookie or a key. */
    @Test
    void reports_of_stopped_scripts_are_taken() {
        var shopper = shopper(open(Map.of()));
        String report = "{\"csp-report\": {\"effective-directive\": \"script-src\"}}";
        assertThat(shopper.post("/pay/reports", "application/csp-report", report)).isEqualTo(204);
        assertThat(shopper.post("/pay/reports", "application/reports+json", "[]")).isEqualTo(204);
        assertThat(shopper.post("/pay/reports", "text/plain", "x".repeat(99_999))).isEqualTo(204);
    }

    @Test
    void many_clicks_at_once_charge_once() throws Exception {
        String session = open(Map.of());
        var shopper = shopper(session);
        try (var clicks = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Map<String, Object>> click = () -> shopper.pay(GOOD);
            var answers = clicks.invokeAll(java.util.Collections.nCopies(12, click));
            for (var answer : answers) {
                assertThat(answer.get().get("outcome")).isIn("complete", "checking");
            }
        }
        assertThat(ENGINE.chargesOf(session)).isEqualTo(1);
        assertThat(shopper.pay(GOOD)).containsEntry("outcome", "complete");
        assertThat(ENGINE.chargesOf(session)).isEqualTo(1);
    }

    @Test
    void a_used_ticket_answers_how_the_session_stands_and_tries_nothing() {
        String session = open(Map.of());
        var shopper = shopper(session);
        String used = shopper.ticket();
        assertThat(shopper.pay("4000000000009995")).containsEntry("outcome", "declined");
        assertThat(shopper.payWith(used, GOOD)).containsEntry("outcome", "declined");
        assertThat(ENGINE.chargesOf(session)).isZero();
        assertThat(shopper.pay(GOOD)).containsEntry("outcome", "complete");
    }

    @Test
    void a_ticket_of_another_browser_or_site_is_worth_nothing() {
        String session = open(Map.of());
        String stolen = shopper(session).ticket();
        var other = shopper(session);
        assertThat(other.payWith(stolen, GOOD)).containsEntry("outcome", "stale");
        assertThat(other.payWith("1.forged", GOOD)).containsEntry("outcome", "stale");
        assertThat(other.payFrom("cross-site", GOOD)).isEqualTo(403);
        assertThat(ENGINE.chargesOf(session)).isZero();
    }

    @Test
    void a_ticket_of_no_use_is_answered_with_one_that_is() {
        String session = open(Map.of());
        var shopper = shopper(session);
        assertThat(shopper.payWith("1.forged", GOOD))
                .containsEntry("outcome", "stale")
                .containsEntry("ticket", shopper.ticket());
        assertThat(shopper.pay(GOOD)).containsEntry("outcome", "complete");
        assertThat(shopper.payWith("1.forged", GOOD)).containsEntry("outcome", "complete");
    }

    @Test
    void a_withdrawn_try_never_starts_and_one_that_started_is_not_withdrawn() {
        String session = open(Map.of());
        var shopper = shopper(session);
        String first = shopper.ticket();
        assertThat(shopper.withdraw())
                .containsEntry("outcome", "declined")
                .extracting("message")
                .asString()
                .contains("was not charged");
        assertThat(shopper.payWith(first, GOOD)).containsEntry("outcome", "declined");
        assertThat(ENGINE.chargesOf(session)).isZero();
        assertThat(shopper.pay(EngineStub.PENDING)).containsEntry("outcome", "checking");
        assertThat(shopper.withdraw()).containsEntry("outcome", "checking");
        ENGINE.finishPending();
        await().until(() -> "complete".equals(shopper.status().get("outcome")));
        assertThat(shopper.withdraw()).containsEntry("outcome", "complete");
        assertThat(ENGINE.chargesOf(session)).isEqualTo(1);
    }

    @Test
    void money_taken_without_an_answer_is_found_out_and_not_taken_again() {
        String session = open(Map.of());
        var shopper = shopper(session);
        assertThat(shopper.pay(EngineStub.HANGS_UP_AFTER_CHARGE))
                .containsEntry("outcome", "checking");
        assertThat(read(session)).containsEntry("status", "open");
        clock.follow(clock.offset().plus(Duration.ofSeconds(21)).toMillis());
        await().until(() -> "complete".equals(shopper.status().get("outcome")));
        assertThat(ENGINE.chargesOf(session)).isEqualTo(1);
    }

    @Test
    void a_shopper_who_left_is_not_charged_minutes_later() {
        String session = open(Map.of());
        var shopper = shopper(session);
        ENGINE.mute(true);
        assertThat(shopper.pay(GOOD)).containsEntry("outcome", "checking");
        clock.follow(clock.offset().plus(Duration.ofMinutes(3)).toMillis());
        ENGINE.mute(false);
        await().until(() -> "expired".equals(read(session).get("status")));
        assertThat(ENGINE.isCanceled(session)).isTrue();
        assertThat(ENGINE.chargesOf(session)).isZero();
    }

    @Test
    void an_engine_that_cannot_be_reached_leaves_the_shopper_free_to_try_again() {
        String session = open(Map.of());
        var shopper = shopper(session);
        ENGINE.away(true);
        var answer = shopper.pay(GOOD);
        assertThat(answer).containsEntry("outcome", "declined");
        assertThat(answer).extracting("message").asString().contains("could not be started");
        ENGINE.away(false);
        assertThat(shopper.pay(GOOD)).containsEntry("outcome", "complete");
        assertThat(ENGINE.chargesOf(session)).isEqualTo(1);
    }

    @Test
    void a_session_being_paid_neither_expires_nor_can_be_ended() {
        String session = open(Map.of("expires_in_seconds", 60));
        var shopper = shopper(session);
        assertThat(shopper.pay(EngineStub.PENDING)).containsEntry("outcome", "checking");
        var refused =
                post("/v1/checkout/sessions/" + session + "/expire", "x-" + session, Map.of());
        assertThat(refused.getStatusCode().value()).isEqualTo(409);
        clock.follow(clock.offset().plus(Duration.ofMinutes(5)).toMillis());
        assertThat(shopper.status()).containsEntry("outcome", "checking");
        ENGINE.finishPending();
        await().until(() -> "complete".equals(read(session).get("status")));
        assertThat(ENGINE.chargesOf(session)).isEqualTo(1);
    }
}
