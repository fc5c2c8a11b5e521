package io.tollbridge.coreengine.command;

import io.tollbridge.contracts.payments.CreatePayment;
import io.tollbridge.contracts.payments.PaymentMethodChoice;
import io.tollbridge.coreengine.payment.Order;
import io.tollbridge.kernel.CardToken;
import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import io.tollbridge.starter.problem.ProblemException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks what merchants ask for; whatever is wrong is named by its field. */
final class PaymentRequests {

    /** Twelve digits: what the narrowest channel carries (ISO 8583 field 4). */
    private static final long MAX_AMOUNT = 999_999_999_999L;

    private PaymentRequests() {}

    static Order order(CreatePayment asked, MerchantId merchant, Mode mode) {
        return new Order(
                merchant,
                mode,
                money(asked.amount(), asked.currency()),
                automatic(asked.captureMethod()),
                text("merchant_reference", asked.merchantReference(), 64),
                text("description", asked.description(), 500),
                metadata(asked.metadata()));
    }

    static Money money(@Nullable Long amount, @Nullable String code) {
        if (code == null) {
            throw invalid("currency", "currency: absent (expected: an ISO 4217 code)");
        }
        Currency currency =
                Currency.find(code)
                        .orElseThrow(() ->
                                invalid("currency", "currency: " + code + " (expected: ISO 4217)"));
        return amount(amount, currency);
    }

    static Money amount(@Nullable Long amount, Currency currency) {
        if (amount == null || amount < 1 || amount > MAX_AMOUNT) {
            throw invalid(
                    "amount",
                    "amount: " + amount + " (expected: 1 to " + MAX_AMOUNT + " minor units)");
        }
        return new Money(amount, currency);
    }

    /** 422 for an amount that is more than is left. */
    static ProblemException overBudget(String code, Money asked, Money left) {
        return ProblemException.unprocessable(
                code,
                "amount",
                "amount: " + asked.minorUnits() + " (expected: at most " + left.minorUnits() + ")");
    }

    /** The token to pay with, or null when none is chosen yet. */
    static @Nullable CardToken token(@Nullable PaymentMethodChoice choice) {
        if (choice == null) {
            return null;
        }
        if (!"card".equals(choice.type())) {
            throw invalid(
                    "payment_method.type",
                    "payment_method.type: " + choice.type() + " (expected: card)");
        }
        String value = choice.token();
        try {
            var token = new CardToken(value == null ? "" : value);
            var _ = token.face();
            return token;
        } catch (IllegalArgumentException _) {
            throw invalid(
                    "payment_method.token",
                    "payment_method.token: (expected: a token of /v1/tokens)");
        }
    }

    static @Nullable String text(String field, @Nullable String value, int longest) {
        if (value != null && (value.isBlank() || value.length() > longest)) {
            throw invalid(field, field + ": (expected: 1 to " + longest + " characters)");
        }
        return value;
    }

    private static boolean automatic(@Nullable String method) {
        if (method == null || method.equals("automatic")) {
            return true;
        }
        if (method.equals("manual")) {
            return false;
        }
        throw invalid(
                "capture_method", "capture_method: " + method + " (expected: automatic, manual)");
    }

    private static Map<String, String> metadata(@Nullable Map<String, String> given) {
        if (given == null) {
            return Map.of();
        }
        if (given.size() > 50) {
            throw invalid("metadata", "metadata: " + given.size() + " keys (expected: at most 50)");
        }
        given.forEach((key, value) -> {
            if (key.isEmpty() || key.length() > 40 || value == null || value.length() > 500) {
                throw invalid(
                        "metadata." + key,
                        "metadata: (expected: keys of 1 to 40, values of up to 500 characters)");
            }
        });
        return Map.copyOf(given);
    }

    static ProblemException invalid(String field, String detail) {
        return ProblemException.badRequest("invalid_request", field, detail);
    }
}
