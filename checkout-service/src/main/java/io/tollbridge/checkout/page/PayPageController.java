package io.tollbridge.checkout.page;

import io.tollbridge.checkout.payment.PaymentService;
import io.tollbridge.checkout.session.CheckoutService;
import io.tollbridge.checkout.session.CheckoutSession;
import io.tollbridge.checkout.session.CheckoutState;
import io.tollbridge.kernel.Ids;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages a browser opens. */
@Controller
class PayPageController {

    /** Binds tickets to the browser that got the page. */
    static final String COOKIE = "tb_checkout";

    private static final Logger log = LoggerFactory.getLogger(PayPageController.class);

    private final CheckoutService sessions;
    private final PaymentService payments;
    private final Pages pages;
    private final CardFrame frame;
    private final VaultKey key;
    private final PageTickets tickets;
    private final InstantSource clock;
    private final String publicUrl;

    PayPageController(
            CheckoutService sessions,
            PaymentService payments,
            Rendering rendering,
            VaultKey key,
            PageTickets tickets,
            InstantSource businessClock,
            @Value("${tollbridge.checkout.public-url}") String publicUrl) {
        this.sessions = sessions;
        this.payments = payments;
        this.pages = rendering.pages();
        this.frame = rendering.frame();
        this.key = key;
        this.tickets = tickets;
        this.clock = businessClock;
        this.publicUrl = publicUrl.replaceAll("/+$", "");
    }

    @GetMapping("/pay/{session}")
    ResponseEntity<String> page(
            @PathVariable String session,
            @RequestParam @Nullable String lang,
            @RequestHeader(value = "Accept-Language", required = false) @Nullable String accepted,
            @CookieValue(value = COOKIE, required = false) @Nullable String cookie) {
        var found = sessions.find(session).map(payments::look);
        if (found.isEmpty()) {
            var language = Language.choose(lang, "auto", accepted);
            return answer(HttpStatus.NOT_FOUND, pages.notice("gone", language));
        }
        var seen = found.get();
        var language = Language.choose(lang, seen.order().locale(), accepted);
        return switch (seen.state()) {
            case CheckoutState.Open open -> form(seen, open, language, cookie);
            case CheckoutState.Paying _ -> answer(HttpStatus.OK, pages.checking(seen, language));
            case CheckoutState.Complete complete ->
                    answer(HttpStatus.OK, pages.success(seen, complete, language));
            case CheckoutState.Expired _ -> answer(HttpStatus.OK, pages.expired(seen, language));
        };
    }

    private ResponseEntity<String> form(
            CheckoutSession session,
            CheckoutState.Open open,
            Language language,
            @Nullable String cookie) {
        String browser =
                cookie != null && cookie.matches("[0-9a-z]{26}")
                        ? cookie
                        : Ids.sortable(clock.instant());
        String ticket = tickets.issue(session.id(), open.tries() + 1, browser);
        var headers = PageHeaders.ofPage();
        headers.add(HttpHeaders.SET_COOKIE, cookie(session, browser));
        return ResponseEntity.ok()
                .headers(headers)
                .body(pages.form(session, language, ticket, open.refusal()).markup());
    }

    private String cookie(CheckoutSession session, String browser) {
        return ResponseCookie.from(COOKIE, browser)
                .path("/pay/" + session.id())
                .httpOnly(true)
                .secure(publicUrl.startsWith("https:"))
                .sameSite("Lax")
                .build()
                .toString();
    }

    @GetMapping("/pay/frame")
    ResponseEntity<String> frame(
            @RequestParam @Nullable String lang,
            @RequestHeader(value = "Accept-Language", required = false) @Nullable String accepted) {
        var texts = pages.in(Language.choose(lang, "auto", accepted));
        // A card is good to the end of its month wherever the shopper is: the earliest zone counts.
        var month = YearMonth.from(clock.instant().atOffset(ZoneOffset.ofHours(-12)));
        return ResponseEntity.ok()
                .headers(PageHeaders.ofFrame(publicUrl))
                .body(frame.of(texts, key.current(), month).markup());
    }

    /** A shopper gets a page, not a problem document. */
    @ExceptionHandler
    ResponseEntity<String> away(RuntimeException e, HttpServletRequest request) {
        log.atError().setCause(e).log("page.failed");
        var language =
                Language.choose(
                        request.getParameter("lang"), "auto", request.getHeader("Accept-Language"));
        return answer(HttpStatus.SERVICE_UNAVAILABLE, pages.notice("away", language));
    }

    private static ResponseEntity<String> answer(HttpStatus status, Html page) {
        return ResponseEntity.status(status).headers(PageHeaders.ofPage()).body(page.markup());
    }
}
