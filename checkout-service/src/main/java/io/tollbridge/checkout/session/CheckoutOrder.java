package io.tollbridge.checkout.session;

import io.tollbridge.kernel.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be paid, as the merchant said; never changes.
 *
 * @param lines their sum is {@code amount}
 * @param locale {@code en}, {@code zh} or {@code auto}
 */
public record CheckoutOrder(
        Money amount,
        List<Line> lines,
        String successUrl,
        String cancelUrl,
        String locale,
        @Nullable String merchantReference) {

    /** One line: so many of something at a price each, in minor units. */
    public record Line(String name, int quantity, long amount) {

        /** The price of all of them. */
        public long total() {
            return Math.multiplyExact(amount, quantity);
        }
    }
}
