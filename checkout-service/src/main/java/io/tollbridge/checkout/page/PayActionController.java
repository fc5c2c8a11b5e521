package io.tollbridge.checkout.page;

import io.tollbridge.checkout.payment.PaymentService;
import io.tollbridge.checkout.payment.PaymentService.Result;
import io.tollbridge.checkout.payment.PaymentService.Submission;
import io.tollbridge.checkout.session.CheckoutService;
import io.tollbridge.checkout.session.CheckoutSession;
import io.tollbridge.checkout.session.CheckoutState;
import io.tollbridge.starter.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the page's script calls. Answers say what to show; they never carry a card. */
@RestController
class PayActionController {

    private static final int MAX_JWE = 8_192;

    private final CheckoutService sessions;
    private final PaymentService payments;
    private final PageTickets tickets;
    private final VaultKey key;
    private final Pages pages;

    PayActionController(
            CheckoutService sessions,
            PaymentService payments,
            PageTickets tickets,
            VaultKey key,
            Pages pages) {
        this.sessions = sessions;
        this.payments = payments;
        this.tickets = tickets;
        this.key = key;
        this.pages = pages;
    }

    /** The sealed card, and the language of the page it comes from. */
    record Sealed(@Nullable String jwe, @Nullable String locale) {}

    /**
     * What to show.
     *
     * @param outcome {@code complete, checking, expired, declined, open, invalid_card, stale,
     *     reload}; {@code stale} has a ticket unless the browser keeps no cookie
     * @param field the card's field that is wrong
     * @param ticket for the next try
     */
    record Answer(
            String outcome,
            @Nullable String message,
            @Nullable String field,
            @Nullable String ticket) {}

    @PostMapping(path = "/pay/{session}/pay", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Answer> pay(
            @PathVariable String session,
            @RequestBody Sealed sealed,
            @RequestHeader(value = "X-Checkout-Ticket", required = false) @Nullable String ticket,
            @CookieValue(value = PayPageController.COOKIE, required = false)
                    @Nullable String browser,
            HttpServletRequest request) {
        refuseOtherSites(request);
        var found = known(session);
        var texts = pages.in(Language.choose(sealed.locale(), found.order().locale(), null));
        var number = tickets.check(ticket, found.id(), browser);
        if (browser == null) {
            return answer(new Answer("stale", texts.say("problem.cookie"), null, null));
        }
        if (number.isEmpty()) {
            return answer(stale(found, texts, browser));
        }
        String jwe = sealed.jwe();
        if (jwe == null || jwe.length() > MAX_JWE || !jwe.matches("[A-Za-z0-9_.-]+")) {
            throw ProblemException.badRequest("jwe_malformed", "jwe", "jwe: (expected: compact)");
        }
        var result =
                payments.pay(found, new Submission(number.getAsInt(), jwe, shopperIp(request)));
        return answer(told(result, texts, browser));
    }

    /** How the session stands; while it is open, the right to try again from here. */
    private Answer stale(CheckoutSession session, Texts texts, String browser) {
        return session.state() instanceof CheckoutState.Open
                ? new Answer(
                        "stale", texts.say("problem.stale"), null, nextTicket(session, browser))
                : stands(session, texts, browser);
    }

    private Answer told(Result result, Texts texts, String browser) {
        return switch (result) {
            case Result.Stands(var session) -> stands(session, texts, browser);
            case Result.NotTried(var session) ->
                    new Answer(
                            "declined",
                            texts.refusal("not_sent"),
                            null,
                            nextTicket(session, browser));
            case Result.CardRefused(_, var code, _) when code.equals("unknown_key") -> {
                key.forget(); // the vault has a new one: the page must be loaded with it
                yield new Answer("reload", null, null, null);
            }
            case Result.CardRefused(var session, var code, var param) ->
                    new Answer(
                            "invalid_card",
                            texts.say("problem.invalid_card"),
                            fieldOf(param == null ? code : param),
                            nextTicket(session, browser));
        };
    }

    private Answer stands(CheckoutSession session, Texts texts, @Nullable String browser) {
        return switch (session.state()) {
            case CheckoutState.Complete _ -> new Answer("complete", null, null, null);
            case CheckoutState.Paying _ -> new Answer("checking", null, null, null);
            case CheckoutState.Expired _ -> new Answer("expired", null, null, null);
            case CheckoutState.Open(_, _, var refusal) ->
                    new Answer(
                            refusal == null ? "open" : "declined",
                            refusal == null ? null : texts.refusal(refusal),
                            null,
                            browser == null ? null : nextTicket(session, browser));
        };
    }

    private @Nullable String nextTicket(CheckoutSession session, String browser) {
        return session.state() instanceof CheckoutState.Open open
                ? tickets.issue(session.id(), open.tries() + 1, browser)
                : null;
    }

    private static @Nullable String fieldOf(String param) {
        return switch (param) {
            case "number", "invalid_number" -> "number";
            case "exp_month", "exp_year", "expiry", "invalid_expiry" -> "expiry";
            case "cvc", "invalid_cvc" -> "cvc";
            default -> null;
        };
    }

    @GetMapping("/pay/{session}/status")
    ResponseEntity<Answer> status(
            @PathVariable String session,
            @RequestParam @Nullable String lang,
            @CookieValue(value = PayPageController.COOKIE, required = false)
                    @Nullable String browser) {
        var seen = payments.look(known(session));
        var texts = pages.in(Language.choose(lang, seen.order().locale(), null));
        return answer(stands(seen, texts, browser));
    }

    /**
     * Asked by a page whose payment was not answered: says how the session stands, and makes sure
     * that what has not been started by now never will be.
     */
    @PostMapping("/pay/{session}/withdraw")
    ResponseEntity<Answer> withdraw(
            @PathVariable String session,
            @RequestParam @Nullable String lang,
            @RequestHeader(value = "X-Checkout-Ticket", required = false) @Nullable String ticket,
            @CookieValue(value = PayPageController.COOKIE, required = false)
                    @Nullable String browser,
            HttpServletRequest request) {
        refuseOtherSites(request);
        var found = known(session);
        var texts = pages.in(Language.choose(lang, found.order().locale(), null));
        var number = tickets.check(ticket, found.id(), browser);
        if (number.isPresent()) {
            found = payments.withdraw(found, number.getAsInt());
        }
        return answer(stands(payments.look(found), texts, browser));
    }

    private CheckoutSession known(String session) {
        return sessions.find(session)
                .orElseThrow(() -> ProblemException.notFound("checkout session", session));
    }

    private static void refuseOtherSites(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin")) {
            throw ProblemException.forbidden("this page may be used from itself only");
        }
    }

    /** The address the gateway saw: the last one, those before it are the caller's own words. */
    private static @Nullable String shopperIp(HttpServletRequest request) {
        String forwarded = request.getHeader("X-Forwarded-For");
        if (forwarded == null) {
            return null;
        }
        String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
        return last.isEmpty() || last.length() > 45 ? null : last;
    }

    private static ResponseEntity<Answer> answer(Answer answer) {
        return ResponseEntity.ok()
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .body(answer);
    }
}
