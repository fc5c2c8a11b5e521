package io.tollbridge.simulator.acquirer.books;

import static io.tollbridge.simulator.acquirer.books.TestOrders.authorise;
import static io.tollbridge.simulator.acquirer.books.TestOrders.capture;
import static io.tollbridge.simulator.acquirer.books.TestOrders.inCurrency;
import static io.tollbridge.simulator.acquirer.books.TestOrders.purchase;
import static io.tollbridge.simulator.acquirer.books.TestOrders.refund;
import static io.tollbridge.simulator.acquirer.books.TestOrders.reverse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tollbridge.simulator.clock.BusinessClock;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatementTest {

    private static final LocalDate SUNDAY = LocalDate.of(2026, 11, 22);
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir Path folder;
    private BusinessClock clock;
    private Books books;

    @BeforeEach
    void open() throws IOException {
        clock = new BusinessClock(InstantSource.fixed(NOON));
        books = new Books(folder.resolve("books.jsonl"), clock);
    }

    @AfterEach
    void close() throws IOException {
        books.close();
    }

    @Test
    void a_statement_lists_what_stands_with_its_fees_and_sums_per_currency() throws IOException {
        ask(purchase("att_1", 10_000));
        ask(authorise("att_2", 5_000));
        ask(capture("cap_2", "att_2", 4_125));
        ask(refund("re_1", "att_1", 2_500));
        ask(inCurrency(purchase("att_3", 700), "JPY"));
        ask(purchase("att_4", 900));
        ask(reverse("att_4"));

        String code1 = Books.authCode("att_1");
        String code2 = Books.authCode("cap_2");
        String code3 = Books.authCode("re_1");
        String code4 = Books.authCode("att_3");
        assertThat(csv(Instant.parse("2026-11-23T00:00:01Z")))
                .isEqualTo(
                        """
                        H,A,M,2026-11-22,2026-11-23T00:00:01Z
                        D,1,PURCHASE,att_1,RRN000000001,%s,EUR,10000,125,9875,2026-11-22T12:00:00Z
                        D,2,CAPTURE,cap_2,RRN000000001,%s,EUR,4125,55,4070,2026-11-22T12:00:00Z
                        D,3,REFUND,re_1,RRN000000001,%s,EUR,-2500,0,-2500,2026-11-22T12:00:00Z
                        D,4,PURCHASE,att_3,RRN000000001,%s,JPY,700,13,687,2026-11-22T12:00:00Z
                        T,4,EUR,11625,180,11445,JPY,700,13,687
                        """
                                .formatted(code1, code2, code3, code4));
    }

    @Test
    void an_empty_day_has_a_statement_without_rows() throws IOException {
        assertThat(csv(NOON)).isEqualTo("H,A,M,2026-11-22,2026-11-22T12:00:00Z\nT,0\n");
    }

    @Test
    void magic_amounts_lie_on_the_statement_and_not_in_the_books() {
        ask(purchase("att_96", 10_096));
        ask(purchase("att_97", 10_097));
        ask(purchase("att_98", 10_098));

        assertThat(statement(SUNDAY).rows())
                .extracting(Statement.Row::reference, Statement.Row::feeMinor)
                .containsExactly(
                        tuple("att_97", FeePolicy.feeMinor(10_097) + 10),
                        tuple("att_98", FeePolicy.feeMinor(10_098)));
        assertThat(books.totals().get("EUR"))
                .extracting(BookTotals::capturedMinor, BookTotals::declinedCount)
                .containsExactly(20_193L, 1L);
    }

    @Test
    void a_reversal_after_the_day_is_closed_is_taken_back_on_its_own_day() throws IOException {
        ask(purchase("att_1", 1_000));
        String sunday = csv(NOON);
        clock.advance(Duration.ofDays(1));
        books.closeThrough(SUNDAY);

        ask(reverse("att_1"));

        assertThat(csv(NOON)).isEqualTo(sunday);
        assertThat(statement(SUNDAY.plusDays(1)).rows())
                .extracting(Statement.Row::type, Statement.Row::grossMinor)
                .containsExactly(tuple("REFUND", -1_000L));
    }

    private Statement statement(LocalDate day) {
        return books.read(state -> Statement.of(day, state.operations(), state::find));
    }

    private String csv(Instant generatedAt) throws IOException {
        StringWriter csv = new StringWriter();
        statement(SUNDAY).writeCsv(csv, "A", "M", generatedAt);
        return csv.toString();
    }

    private void ask(Order order) {
        var _ = books.ask(order);
    }
}
