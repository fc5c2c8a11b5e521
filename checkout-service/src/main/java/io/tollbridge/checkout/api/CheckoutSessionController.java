package io.tollbridge.checkout.api;

import io.tollbridge.checkout.payment.CheckoutCloser;
import io.tollbridge.checkout.payment.PaymentService;
import io.tollbridge.checkout.session.CheckoutOrder;
import io.tollbridge.checkout.session.CheckoutService;
import io.tollbridge.checkout.session.CheckoutSession;
import io.tollbridge.checkout.session.CheckoutState;
import io.tollbridge.checkout.session.CheckoutViews;
import io.tollbridge.checkout.session.OrderPolicy;
import io.tollbridge.contracts.checkout.CheckoutSessionView;
import io.tollbridge.contracts.merchants.MerchantApi;
import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.IdempotencyKey;
import io.tollbridge.kernel.Ids;
import io.tollbridge.kernel.Money;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.problem.ProblemException;
import io.tollbridge.starter.secret.Secrets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/checkout/sessions")
class CheckoutSessionController {

    private static final long MIN_SECONDS = 60;
    private static final long MAX_SECONDS = Duration.ofDays(1).toSeconds();

    private final CheckoutService sessions;
    private final PaymentService payments;
    private final CheckoutCloser closer;
    private final CheckoutViews views;
    private final MerchantApi merchants;
    private final InstantSource clock;
    private final byte[] key;

    CheckoutSessionController(
            CheckoutService sessions,
            PaymentService payments,
            CheckoutCloser closer,
            CheckoutViews views,
            MerchantApi merchants,
            InstantSource businessClock,
            Secrets secrets) {
        this.sessions = sessions;
        this.payments = payments;
        this.closer = closer;
        this.views = views;
        this.merchants = merchants;
        this.clock = businessClock;
        this.key = secrets.read("checkout.key");
    }

    /** What a merchant asks for. {@code amount} of a line item is the price of one. */
    record NewSession(
            @Nullable Long amount,
            @Nullable String currency,
            @Nullable List<NewLine> lineItems,
            @Nullable String successUrl,
            @Nullable String cancelUrl,
            @Nullable String locale,
            @Nullable String merchantReference,
            @Nullable Long expiresInSeconds) {}

    record NewLine(@Nullable String name, @Nullable Integer quantity, @Nullable Long amount) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    CheckoutSessionView open(
            @RequestBody NewSession asked, Caller caller, IdempotencyKey idempotencyKey) {
        var order = order(asked);
        OrderPolicy.faultOf(order, caller.mode())
                .ifPresent(fault -> {
                    throw ProblemException.badRequest(fault.code(), fault.param(), fault.detail());
                });
        var merchant = merchants.read(caller.merchant());
        if (!merchant.status().equals("active")) {
            throw ProblemException.forbidden("the merchant is " + merchant.status());
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var session =
                new CheckoutSession(
                        idOf(caller, idempotencyKey),
                        caller.merchant(),
                        merchant.name(),
                        caller.mode(),
                        order,
                        now,
                        now.plusSeconds(lifeOf(asked)),
                        CheckoutState.Open.NEW,
                        1,
                        false);
        return views.of(sessions.open(session));
    }

    private String idOf(Caller caller, IdempotencyKey idempotencyKey) {
        return CheckoutSession.PREFIX
                + Ids.derived(
                        key,
                        "session",
                        caller.merchant().value(),
                        caller.mode().wire(),
                        idempotencyKey.value());
    }

    private static CheckoutOrder order(NewSession asked) {
        String code = given("currency", asked.currency());
        var currency =
                Currency.find(code)
                        .orElseThrow(() ->
                                ProblemException.badRequest(
                                        "currency_unknown",
                                        "currency",
                                        "currency: " + code + " (expected: ISO 4217, upper case)"));
        var lines =
                given("line_items", asked.lineItems()).stream()
                        .map(CheckoutSessionController::line)
                        .toList();
        return new CheckoutOrder(
                new Money(given("amount", asked.amount()), currency),
                lines,
                given("success_url", asked.successUrl()),
                given("cancel_url", asked.cancelUrl()),
                asked.locale() == null ? "auto" : asked.locale(),
                asked.merchantReference());
    }

    private static CheckoutOrder.Line line(@Nullable NewLine asked) {
        var line = given("line_items", asked); // JSON may hold null among them
        return new CheckoutOrder.Line(
                given("line_items.name", line.name()),
                line.quantity() == null ? 1 : line.quantity(),
                given("line_items.amount", line.amount()));
    }

    private static long lifeOf(NewSession asked) {
        long seconds = asked.expiresInSeconds() == null ? MAX_SECONDS : asked.expiresInSeconds();
        if (seconds < MIN_SECONDS || seconds > MAX_SECONDS) {
            throw ProblemException.badRequest(
                    "expires_in_seconds_invalid",
                    "expires_in_seconds",
                    "expires_in_seconds: " + seconds + " (expected: 60 to 86400)");
        }
        return seconds;
    }

    private static <T> T given(String param, @Nullable T value) {
        if (value == null) {
            throw ProblemException.badRequest(
                    "parameter_missing", param, param + ": absent (expected: a value)");
        }
        return value;
    }

    @GetMapping("/{id}")
    CheckoutSessionView read(@PathVariable String id, Caller caller) {
        return views.of(payments.look(own(id, caller)));
    }

    /** Ends an open session now; one that has expired already is answered as it is. */
    @PostMapping("/{id}/expire")
    CheckoutSessionView expire(@PathVariable String id, Caller caller) {
        var session = own(id, caller);
        var ended = session.state().isEnded() ? session : sessions.expire(session);
        return switch (ended.state()) {
            case CheckoutState.Expired _ -> views.of(closer.closeSoon(ended));
            case CheckoutState.Complete _ ->
                    throw ProblemException.conflict(
                            "session_complete", "the session is complete and cannot expire");
            default ->
                    throw ProblemException.conflict(
                            "session_processing",
                            "a payment of this session is under way; its outcome decides");
        };
    }

    private CheckoutSession own(String id, Caller caller) {
        return sessions.find(id)
                .filter(session ->
                        session.merchantId().equals(caller.merchant())
                                && session.mode() == caller.mode())
                .orElseThrow(() -> ProblemException.notFound("checkout session", id));
    }
}
