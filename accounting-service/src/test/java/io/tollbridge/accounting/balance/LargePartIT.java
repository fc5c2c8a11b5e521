package io.tollbridge.accounting.balance;

import static io.tollbridge.accounting.Happenings.NOON;
import static io.tollbridge.accounting.Happenings.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.accounting.balance.BalanceStore.Head;
import io.tollbridge.accounting.balance.BalanceStore.Key;
import io.tollbridge.accounting.posting.Chart;
import io.tollbridge.accounting.posting.Side;
import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.Ids;
import io.tollbridge.testkit.ServiceTest;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A part that is longer than a page of the driver, while others book into it. */
@ServiceTest
class LargePartIT {

    private static final int ROWS = 6_000;
    private static final int ROWS_PER_WRITE = 100;
    private static final int READS = 20;

    @Autowired private BalanceStore balances;

    @Test
    void is_read_as_it_was_at_one_moment_while_booking_goes_on() throws Exception {
        String part = "t-large/" + Ids.sortable(NOON);
        Head filled = fill(part);
        var first = key("mch_0000");
        var last = key("mch_9999");
        var over = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var booking =
                    threads.submit(() -> {
                        var head = filled;
                        for (long sum = 1; !over.get(); sum++) {
                            var next = new Head(head.version() + 1, Map.of(0, sum));
                            var moved =
                                    Map.of(
                                            first, Sums.ZERO.plus(Side.DEBIT, sum),
                                            last, Sums.ZERO.plus(Side.CREDIT, sum));
                            assertThat(balances.advance(part, head, next, moved)).isTrue();
                            head = next;
                        }
                        return head.version();
                    });
            try {
                for (int i = 0; i < READS; i++) {
                    assertThat(read(part).difference()).isZero();
                }
            } finally {
                over.set(true);
            }
            assertThat(booking.get()).as("something was booked").isGreaterThan(filled.version());
        }
    }

    private Head fill(String part) {
        var head = Head.NONE;
        for (int row = 0; row < ROWS; row += ROWS_PER_WRITE) {
            var next = new Head(head.version() + 1, Map.of(0, 0L));
            var some = new HashMap<Key, Sums>();
            for (int i = row; i < row + ROWS_PER_WRITE; i++) {
                some.put(key("mch_1%05d".formatted(i)), Sums.ZERO);
            }
            assertThat(balances.advance(part, head, next, some)).isTrue();
            head = next;
        }
        return head;
    }

    private static Key key(String merchant) {
        return new Key(Chart.MERCHANT_PENDING.of(merchant), Currency.of("HUF"), TODAY);
    }

    private Sums read(String part) {
        return balances.parts().stream()
                .filter(each -> each.name().equals(part))
                .flatMap(each -> each.sums().values().stream())
                .reduce(Sums.ZERO, Sums::plus);
    }
}
