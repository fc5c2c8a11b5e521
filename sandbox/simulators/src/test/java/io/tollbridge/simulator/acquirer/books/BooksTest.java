package io.tollbridge.simulator.acquirer.books;

import static io.tollbridge.simulator.acquirer.books.TestOrders.authorise;
import static io.tollbridge.simulator.acquirer.books.TestOrders.capture;
import static io.tollbridge.simulator.acquirer.books.TestOrders.inCurrency;
import static io.tollbridge.simulator.acquirer.books.TestOrders.increment;
import static io.tollbridge.simulator.acquirer.books.TestOrders.purchase;
import static io.tollbridge.simulator.acquirer.books.TestOrders.refund;
import static io.tollbridge.simulator.acquirer.books.TestOrders.reverse;
import static io.tollbridge.simulator.acquirer.books.TestOrders.shrink;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tollbridge.simulator.clock.BusinessClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BooksTest {

    private static final LocalDate SUNDAY = LocalDate.of(2026, 11, 22);

    @TempDir Path folder;
    private BusinessClock clock;
    private Books books;

    @BeforeEach
    void open() throws IOException {
        clock =
                new BusinessClock(
                        InstantSource.fixed(Instant.parse("2026-11-22T10:00:00.123456Z")));
        books = new Books(folder.resolve("books.jsonl"), clock);
    }

    @AfterEach
    void close() throws IOException {
        books.close();
    }

    @Test
    void a_repeat_of_a_reference_gets_the_same_answer_and_is_booked_once() {
        Books.Answer first = books.ask(purchase("att_1", 1_000));
        Books.Answer again = books.ask(purchase("att_1", 1_000));

        assertThat(first.responseCode()).isEqualTo("00");
        assertThat(again.authCode()).isEqualTo(first.authCode());
        assertThat(again.first()).isFalse();
        assertThat(totals().capturedMinor()).isEqualTo(1_000);
    }

    @Test
    void a_reference_is_never_reused_for_another_amount_currency_or_kind() {
        approved(purchase("att_1", 1_000));

        assertThat(code(purchase("att_1", 1_001))).isEqualTo("94");
        assertThat(code(inCurrency(purchase("att_1", 1_000), "USD"))).isEqualTo("94");
        assertThat(code(authorise("att_1", 1_000))).isEqualTo("94");
    }

    @Test
    void captures_never_exceed_what_is_authorised() {
        approved(authorise("att_1", 1_000));
        approved(capture("cap_1", "att_1", 600));

        assertThat(code(capture("cap_2", "att_1", 401))).isEqualTo("12");
        approved(capture("cap_3", "att_1", 400));
        assertThat(find("att_1").capturedMinor()).isEqualTo(1_000);
        assertThat(find("att_1").status()).isEqualTo(OperationStatus.CAPTURED);
    }

    @Test
    void an_increment_adds_to_the_hold_and_can_be_reversed_while_it_is_not_taken() {
        approved(authorise("att_1", 1_000));
        approved(increment("inc_1", "att_1", 500));
        approved(increment("inc_2", "att_1", 100));
        approved(capture("cap_1", "att_1", 1_500));

        assertThat(code(reverse("inc_1"))).isEqualTo("12");
        approved(reverse("inc_2"));
        assertThat(find("att_1").heldMinor()).isEqualTo(1_500);
        assertThat(code(capture("cap_2", "att_1", 1))).isEqualTo("12");
        assertThat(totals().heldMinor()).isZero();
    }

    @Test
    void a_hold_ends_with_its_increments_and_takes_none_afterwards() {
        approved(authorise("att_1", 1_000));
        approved(increment("inc_1", "att_1", 500));
        assertThat(totals().heldMinor()).isEqualTo(1_500);
        approved(reverse("att_1"));

        assertThat(totals().heldMinor()).isZero();
        assertThat(code(increment("inc_2", "att_1", 1))).isEqualTo("12");
        assertThat(code(increment("inc_3", "att_9", 1))).isEqualTo("25");
    }

    @Test
    void refunds_never_exceed_what_is_captured_whatever_they_name() {
        approved(authorise("att_1", 1_000));
        approved(capture("cap_1", "att_1", 800));
        approved(refund("re_1", "cap_1", 500));

        assertThat(code(refund("re_2", "att_1", 301))).isEqualTo("12");
        approved(refund("re_3", "att_1", 300));
        assertThat(code(refund("re_4", "cap_1", 1))).isEqualTo("12");
        assertThat(totals().netMinor()).isZero();
    }

    @Test
    void a_hold_cannot_be_refunded_before_it_is_captured() {
        approved(authorise("att_1", 1_000));

        assertThat(code(refund("re_1", "att_1", 1))).isEqualTo("12");
        assertThat(code(refund("re_2", "unknown", 1))).isEqualTo("25");
    }

    @Test
    void a_reversal_frees_the_hold_and_can_be_repeated() {
        approved(authorise("att_1", 1_000));

        approved(reverse("att_1"));
        approved(reverse("att_1"));
        assertThat(find("att_1").status()).isEqualTo(OperationStatus.REVERSED);
        assertThat(totals().heldMinor()).isZero();
        assertThat(code(capture("cap_1", "att_1", 1))).isEqualTo("12");
    }

    @Test
    void a_reversal_of_an_unknown_reference_fences_the_late_original() {
        assertThat(code(reverse("att_late"))).isEqualTo("25");

        assertThat(code(purchase("att_late", 1_000))).isEqualTo("12");
        assertThat(books.find("att_late")).isNull();
        assertThat(code(reverse("att_late"))).isEqualTo("25");
    }

    @Test
    void captured_money_with_refunds_is_not_reversed_underneath_them() {
        approved(purchase("att_1", 1_000));
        approved(refund("re_1", "att_1", 100));

        assertThat(code(reverse("att_1"))).isEqualTo("12");
        approved(reverse("re_1"));
        approved(reverse("att_1"));
        assertThat(totals().netMinor()).isZero();
    }

    @Test
    void a_hold_is_reversed_only_after_its_captures() {
        approved(authorise("att_1", 1_000));
        approved(capture("cap_1", "att_1", 1_000));

        assertThat(code(reverse("att_1"))).isEqualTo("12");
        approved(reverse("cap_1"));
        assertThat(find("att_1").status()).isEqualTo(OperationStatus.AUTHORISED);
        approved(reverse("att_1"));
    }

    @Test
    void a_partial_reversal_shrinks_the_hold() {
        approved(authorise("att_1", 1_000));
        approved(shrink("rev_1", "att_1", 300));

        assertThat(totals().heldMinor()).isEqualTo(300);
        assertThat(code(capture("cap_1", "att_1", 301))).isEqualTo("12");
        approved(capture("cap_2", "att_1", 300));
    }

    @Test
    void everything_is_as_it_was_after_a_crash() throws IOException {
        approved(authorise("att_1", 1_000));
        approved(capture("cap_1", "att_1", 1_000));
        approved(refund("re_1", "cap_1", 250));
        assertThat(code(reverse("att_never"))).isEqualTo("25");
        List<Operation> before = books.read(BookState::operations);

        books.abandon();
        books = new Books(folder.resolve("books.jsonl"), clock);

        assertThat(books.read(BookState::operations)).isEqualTo(before);
        assertThat(code(purchase("att_never", 1))).isEqualTo("12");
    }

    @Test
    void a_closed_day_takes_no_more_operations_even_if_the_clock_is_set_back() {
        books.closeThrough(SUNDAY);

        approved(purchase("att_1", 1_000));
        assertThat(find("att_1").businessDate()).isEqualTo(SUNDAY.plusDays(1));
    }

    @Test
    void a_day_pays_its_net_and_a_negative_net_waits_for_a_better_day() {
        approved(purchase("att_1", 10_000));
        clock.advance(Duration.ofDays(1));
        approved(refund("re_1", "att_1", 4_000));
        clock.advance(Duration.ofDays(1));
        approved(purchase("att_2", 10_000));
        clock.advance(Duration.ofDays(1));

        books.closeThrough(clock.today().minusDays(1));

        assertThat(books.read(BookState::fundings))
                .extracting(Funding::id, Funding::amountMinor)
                .containsExactly(
                        tuple("acq-2026-11-22-EUR", 9_875L), tuple("acq-2026-11-24-EUR", 5_875L));
    }

    private void approved(Order order) {
        assertThat(code(order)).as(order.reference()).isEqualTo("00");
    }

    private String code(Order order) {
        return books.ask(order).responseCode();
    }

    private Operation find(String reference) {
        return Objects.requireNonNull(books.find(reference));
    }

    private BookTotals totals() {
        return Objects.requireNonNull(books.totals().get("EUR"));
    }
}
