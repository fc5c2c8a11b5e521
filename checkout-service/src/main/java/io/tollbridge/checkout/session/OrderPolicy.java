package io.tollbridge.checkout.session;

import io.tollbridge.kernel.Mode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which orders can be checked out. Answers the first fault it finds. */
public final class OrderPolicy {

    private static final int MAX_LINES = 100;
    private static final long MAX_AMOUNT = 999_999_999_999L;
    private static final Set<String> LOCALES = Set.of("en", "zh", "auto");
    private static final Set<String> LOCAL_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

    private OrderPolicy() {}

    /** What is wrong, and where. */
    public record Fault(String code, String param, String detail) {}

    public static Optional<Fault> faultOf(CheckoutOrder order, Mode mode) {
        if (order.amount().minorUnits() <= 0 || order.amount().minorUnits() > MAX_AMOUNT) {
            return fault("amount_invalid", "amount", "amount: (expected: 1 to " + MAX_AMOUNT + ")");
        }
        return faultInLines(order)
                .or(() -> faultInUrl("success_url", order.successUrl(), mode))
                .or(() -> faultInUrl("cancel_url", order.cancelUrl(), mode))
                .or(() -> faultInWords(order));
    }

    private static Optional<Fault> faultInLines(CheckoutOrder order) {
        List<CheckoutOrder.Line> lines = order.lines();
        if (lines.isEmpty() || lines.size() > MAX_LINES) {
            return fault("line_items_invalid", "line_items", "line_items: (expected: 1 to 100)");
        }
        long sum = 0;
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            String at = "line_items[" + i + "]";
            if (line.name().isBlank() || line.name().length() > 200) {
                return fault("line_item_invalid", at + ".name", "(expected: 1 to 200 characters)");
            }
            if (line.quantity() < 1 || line.quantity() > 10_000) {
                return fault("line_item_invalid", at + ".quantity", "(expected: 1 to 10000)");
            }
            if (line.amount() < 0 || line.amount() > MAX_AMOUNT) {
                return fault("line_item_invalid", at + ".amount", "(expected: 0 or more)");
            }
            sum = Math.addExact(sum, line.total());
        }
        return sum == order.amount().minorUnits()
                ? Optional.empty()
                : fault(
                        "amount_mismatch",
                        "amount",
                        "amount: "
                                + order.amount().minorUnits()
                                + " (expected: "
                                + sum
                                + ", the sum of quantity times amount of line_items)");
    }

    private static Optional<Fault> faultInUrl(String param, String url, Mode mode) {
        return isUsable(url, mode)
                ? Optional.empty()
                : fault(
                        "url_invalid",
                        param,
                        param
                                + ": (expected: an absolute https address"
                                + (mode.isLive() ? ")" : ", or http on localhost)"));
    }

    private static boolean isUsable(String url, Mode mode) {
        if (url.length() > 2000) {
            return false;
        }
        try {
            var uri = new URI(url);
            if (uri.getHost() == null || uri.getUserInfo() != null) {
                return false;
            }
            return "https".equals(uri.getScheme())
                    || ("http".equals(uri.getScheme())
                            && !mode.isLive()
                            && LOCAL_HOSTS.contains(uri.getHost()));
        } catch (URISyntaxException _) {
            return false;
        }
    }

    private static Optional<Fault> faultInWords(CheckoutOrder order) {
        if (!LOCALES.contains(order.locale())) {
            return fault("locale_invalid", "locale", "locale: (expected: en, zh, auto)");
        }
        return isReference(order.merchantReference())
                ? Optional.empty()
                : fault(
                        "merchant_reference_invalid",
                        "merchant_reference",
                        "merchant_reference: (expected: 1 to 64 characters)");
    }

    private static boolean isReference(@Nullable String reference) {
        return reference == null || (!reference.isBlank() && reference.length() <= 64);
    }

    private static Optional<Fault> fault(String code, String param, String detail) {
        return Optional.of(new Fault(code, param, detail));
    }
}
