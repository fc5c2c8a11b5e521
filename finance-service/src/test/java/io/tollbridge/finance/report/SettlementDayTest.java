package io.tollbridge.finance.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.contracts.ledger.JournalPosted;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SettlementDayTest {

    private static final Books BOOKS = Books.of("mch_1", "EUR");

    private static SettlementDay.Line line(
            String itemId, long gross, long fee, JournalPosted... journals) {
        var postings =
                Stream.of(journals).map(MerchantPosting::of).flatMap(Optional::stream).toList();
        var item = SettlementItem.of(BOOKS.item(itemId, gross, fee), "sti_" + itemId);
        return SettlementDay.Line.of(item, postings);
    }

    private static SettlementDay day(List<SettlementDay.Line> lines) {
        var day = SettlementDay.empty(BOOKS.money(0).currency());
        for (var line : lines) {
            day = day.plus(line);
        }
        return day;
    }

    private static final SettlementDay.Line PAID =
            line(
                    "pay_1:3",
                    1000,
                    29,
                    BOOKS.fee("sti_pay_1:3", "pay_1:3", 29),
                    BOOKS.capture("pay_1:3", 1000));
    private static final SettlementDay.Line REFUNDED =
            line("pay_1:5", -200, 0, BOOKS.refund("pay_1:5", 200));

    @Test
    void every_figure_of_an_open_day_equals_its_journal_lines() {
        var day = day(List.of(PAID, REFUNDED));

        assertThat(day.isEqual()).isTrue();
        assertThat(day.status()).isEqualTo("open");
        assertThat(day.items()).isEqualTo(2);
        assertThat(day.gross()).isEqualTo(new Figure(BOOKS.money(1000), BOOKS.money(1000), 1));
        assertThat(day.refunds()).isEqualTo(new Figure(BOOKS.money(-200), BOOKS.money(-200), 1));
        assertThat(day.fees()).isEqualTo(new Figure(BOOKS.money(29), BOOKS.money(29), 1));
        assertThat(day.net()).isEqualTo(new Figure(BOOKS.money(771), BOOKS.money(771), 3));
    }

    @Test
    void a_closed_day_has_the_figures_of_the_batch() {
        var day = day(List.of(PAID, REFUNDED)).sealed(BOOKS.closed(2, 1000, -200, 29));

        assertThat(day.isEqual()).isTrue();
        assertThat(day.status()).isEqualTo("closed");
        assertThat(day.net().amount()).isEqualTo(BOOKS.money(771));
        assertThat(day(List.of(PAID)).sealed(BOOKS.closed(2, 1000, -200, 29)).isEqual())
                .as("an item is missing")
                .isFalse();
    }

    @Test
    void what_is_not_booked_or_booked_otherwise_is_not_equal() {
        var unbooked = day(List.of(line("pay_1:3", 1000, 29)));
        assertThat(unbooked.isEqual()).isFalse();
        assertThat(unbooked.gross()).isEqualTo(new Figure(BOOKS.money(1000), BOOKS.money(0), 0));

        var other = day(List.of(line("pay_1:3", 1000, 0, BOOKS.capture("pay_1:3", 999))));
        assertThat(other.isEqual()).isFalse();
        assertThat(other.net()).isEqualTo(new Figure(BOOKS.money(1000), BOOKS.money(999), 1));
    }

    @Test
    void what_only_the_ledger_has_is_a_line_of_its_own() {
        var lines =
                Stream.of(
                                BOOKS.capture("pay_2:3", 500),
                                BOOKS.refund("pay_2:5", 100),
                                BOOKS.fee("sti_pay_2:3", "pay_2:3", 7))
                        .map(MerchantPosting::of)
                        .flatMap(Optional::stream)
                        .map(posting ->
                                SettlementDay.Line.withoutItem(
                                        BOOKS.merchant(), Books.TODAY, posting))
                        .toList();
        var day = day(lines);

        assertThat(lines).allSatisfy(line -> assertThat(line.postingIds()).hasSize(1));
        assertThat(day.isEqual()).isFalse();
        assertThat(day.items()).isZero();
        assertThat(day.gross()).isEqualTo(new Figure(BOOKS.money(0), BOOKS.money(500), 1));
        assertThat(day.refunds()).isEqualTo(new Figure(BOOKS.money(0), BOOKS.money(-100), 1));
        assertThat(day.fees()).isEqualTo(new Figure(BOOKS.money(0), BOOKS.money(7), 1));
        assertThat(day.net()).isEqualTo(new Figure(BOOKS.money(0), BOOKS.money(393), 3));
    }

    @Test
    void a_line_names_its_postings() {
        assertThat(PAID.postingIds())
                .containsExactly(
                        BOOKS.capture("pay_1:3", 1000).postingId(),
                        BOOKS.fee("sti_pay_1:3", "pay_1:3", 29).postingId());
        assertThat(REFUNDED.postingIds()).hasSize(1);
    }

    @Test
    void only_lines_of_the_merchant_count_and_only_of_the_rules_that_settle() {
        assertThat(MerchantPosting.of(BOOKS.capture("pay_1:3", 1000)).orElseThrow().effect())
                .isEqualTo(BOOKS.money(1000));
        assertThat(MerchantPosting.of(BOOKS.channelSettled("x", "pay_1:3", 1000, 17))).isEmpty();
    }

    @Test
    void revenue_is_what_is_credited_to_fees_and_debited_to_cost() {
        assertThat(Revenue.lines(BOOKS.fee("sti_pay_1:3", "pay_1:3", 29)))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.kind()).isEqualTo(Revenue.Kind.FEES);
                    assertThat(line.amount()).isEqualTo(29);
                });
        assertThat(Revenue.lines(BOOKS.channelSettled("x", "pay_1:3", 1000, 17)))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.kind()).isEqualTo(Revenue.Kind.CHANNEL_COST);
                    assertThat(line.account()).isEqualTo("5030:acquirer");
                    assertThat(line.amount()).isEqualTo(17);
                });
        assertThat(Revenue.lines(BOOKS.capture("pay_1:3", 1000))).isEmpty();
    }
}
