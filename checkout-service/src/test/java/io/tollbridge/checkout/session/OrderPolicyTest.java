package io.tollbridge.checkout.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderPolicyTest {

    private static final List<CheckoutOrder.Line> LINES =
            List.of(
                    new CheckoutOrder.Line("Beans", 2, 1790),
                    new CheckoutOrder.Line("Delivery", 1, 650));

    private static CheckoutOrder order(long amount, List<CheckoutOrder.Line> lines, String url) {
        return new CheckoutOrder(
                Money.of(amount, "EUR"), lines, url, "https://shop.example/basket", "auto", null);
    }

    private static Optional<String> paramOf(CheckoutOrder order, Mode mode) {
        return OrderPolicy.faultOf(order, mode).map(OrderPolicy.Fault::param);
    }

    @Test
    void the_amount_is_the_sum_of_quantity_times_amount() {
        assertThat(paramOf(order(4230, LINES, "https://shop.example/"), Mode.LIVE)).isEmpty();
        assertThat(paramOf(order(4229, LINES, "https://shop.example/"), Mode.LIVE))
                .contains("amount");
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/thanks, LIVE, true",
        "http://shop.example/thanks, TEST, false",
        "http://localhost:3000/thanks, TEST, true",
        "http://127.0.0.1/thanks, TEST, true",
        "http://localhost:3000/thanks, LIVE, false",
        "http://localhost.evil.example/, TEST, false",
        "https://user:secret@shop.example/, LIVE, false",
        "javascript:alert(1), TEST, false",
        "//shop.example/, TEST, false",
        "/thanks, TEST, false",
        "https:///thanks, TEST, false",
        "https://shop.example/a b, TEST, false",
    })
    void only_https_addresses_and_localhost_in_test_mode_are_returned_to(
            String url, Mode mode, boolean usable) {
        assertThat(paramOf(order(4230, LINES, url), mode).isEmpty()).isEqualTo(usable);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1_000_000_000_000L})
    void an_amount_out_of_range_is_refused(long amount) {
        assertThat(paramOf(order(amount, LINES, "https://shop.example/"), Mode.TEST))
                .contains("amount");
    }

    @Test
    void a_line_says_where_it_is_wrong() {
        var bad = List.of(LINES.getFirst(), new CheckoutOrder.Line("Delivery", 0, 650));
        assertThat(paramOf(order(4230, bad, "https://shop.example/"), Mode.TEST))
                .contains("line_items[1].quantity");
    }
}
