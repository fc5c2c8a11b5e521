package io.tollbridge.accounting.posting;

import static io.tollbridge.accounting.Happenings.CHANNEL;
import static io.tollbridge.accounting.Happenings.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollbridge.accounting.Happenings;
import io.tollbridge.contracts.payments.AttemptDeclined;
import io.tollbridge.contracts.payments.AttemptFailed;
import io.tollbridge.contracts.payments.AttemptStarted;
import io.tollbridge.contracts.payments.AttemptUnknown;
import io.tollbridge.contracts.payments.PaymentCreated;
import io.tollbridge.contracts.payments.PaymentEvent;
import io.tollbridge.contracts.reconciliation.LineMatched;
import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.Ids;
import io.tollbridge.kernel.Mode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PostingRulesTest {

    private static final long A = 10_00;

    /** Every event, and the lines it books: the posting rules as a table. */
    record Row(String name, Function<Happenings, Object> event, String... lines) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Row> matrix() {
        return List.of(
                new Row(
                        "a hold is noted, no money moves",
                        h -> h.authorised(A),
                        "hold: 9010:acquirer debit 1000, 9020:mch_1 credit 1000"),
                new Row(
                        "a purchase",
                        h -> h.purchased(A),
                        "capture: 1110:acquirer debit 1000, 2010:mch_1 credit 1000"),
                new Row(
                        "a capture of a hold releases it",
                        h -> h.captured(A),
                        "hold_release: 9020:mch_1 debit 1000, 9010:acquirer credit 1000",
                        "capture: 1110:acquirer debit 1000, 2010:mch_1 credit 1000"),
                new Row(
                        "a void releases the hold",
                        h -> h.voided(A),
                        "hold_release: 9020:mch_1 debit 1000, 9010:acquirer credit 1000"),
                new Row(
                        "the rest of a hold is released",
                        h -> h.released(A),
                        "hold_release: 9020:mch_1 debit 1000, 9010:acquirer credit 1000"),
                new Row("a payment that was never held", h -> h.abandoned(A)),
                new Row(
                        "a refund is owed",
                        h -> h.refundCreated(A),
                        "refund_accepted: 2010:mch_1 debit 1000, 2110:mch_1 credit 1000"),
                new Row(
                        "a refund is paid by the channel",
                        h -> h.refundSucceeded(A),
                        "refund_confirmed: 2110:mch_1 debit 1000, 1110:acquirer credit 1000"),
                new Row(
                        "a refund that failed is the merchant's again",
                        h -> h.refundFailed(A),
                        "refund_failed: 2110:mch_1 debit 1000, 2010:mch_1 credit 1000"),
                new Row("a dispute is raised", h -> h.dispute().created(A)),
                new Row("a dispute is answered", h -> h.dispute().answered(A)),
                new Row("a dispute goes on", h -> h.dispute().updated(A)),
                new Row(
                        "a dispute takes money",
                        h -> h.dispute().withdrawn(A),
                        "dispute_withdrawn: 2010:mch_1 debit 1000, 2050:mch_1 credit 1000,"
                                + " 1220:acquirer debit 1000, 1110:acquirer credit 1000"),
                new Row(
                        "a dispute gives money back",
                        h -> h.dispute().reinstated(A, false),
                        "dispute_reinstated: 1110:acquirer debit 1000, 1220:acquirer credit 1000,"
                                + " 2050:mch_1 debit 1000, 2010:mch_1 credit 1000"),
                new Row(
                        "a lost dispute gives money back after all",
                        h -> h.dispute().reinstated(A, true),
                        "dispute_reinstated: 1110:acquirer debit 1000, 2010:mch_1 credit 1000"),
                new Row(
                        "a dispute is lost",
                        h -> h.dispute().closed(A, "lost", true),
                        "dispute_lost: 2050:mch_1 debit 1000, 1220:acquirer credit 1000"),
                new Row("a dispute is won", h -> h.dispute().closed(A, "won", false)),
                new Row("an inquiry ends", h -> h.dispute().closed(A, "warning_closed", false)),
                new Row("no money was taken", h -> h.dispute().closed(A, "lost", false)),
                new Row(
                        "a fee",
                        h -> h.item("pay_1:3", A, 29),
                        "merchant_fee: 2010:mch_1 debit 29, 4010 credit 29"),
                new Row(
                        "a fee given back",
                        h -> h.item("pay_1:3", -A, -29),
                        "merchant_fee: 2010:mch_1 credit 29, 4010 debit 29"),
                new Row("a refund costs no fee", h -> h.item("pay_1:5", -A, 0)),
                new Row(
                        "a batch matures",
                        h -> h.matured(971),
                        "settlement_matured: 2010:mch_1 debit 971, 2020:mch_1 credit 971"),
                new Row(
                        "a negative batch takes from what is available",
                        h -> h.matured(-971),
                        "settlement_matured: 2010:mch_1 credit 971, 2020:mch_1 debit 971"),
                new Row("an empty batch", h -> h.matured(0)),
                new Row(
                        "a payout",
                        h -> h.payoutCreated(971),
                        "payout_created: 2020:mch_1 debit 971, 2040:mch_1 credit 971"),
                new Row(
                        "a payout that failed",
                        h -> h.payoutFailed(971),
                        "payout_failed: 2040:mch_1 debit 971, 2020:mch_1 credit 971"),
                new Row(
                        "a statement line",
                        h -> h.lineMatched(A, 17),
                        "channel_settled: 1120:acquirer debit 983, 5030:acquirer debit 17,"
                                + " 1110:acquirer credit 1000"),
                new Row(
                        "a statement line of a refund",
                        h -> h.lineMatched(-A, 0),
                        "channel_settled: 1120:acquirer credit 1000, 1110:acquirer debit 1000"),
                new Row(
                        "a bank credit",
                        h -> h.funded(983),
                        "channel_funded: 1010:bank debit 983, 1120:acquirer credit 983"),
                new Row(
                        "a bank debit",
                        h -> h.payoutMatched(971),
                        "payout_debited: 2040:mch_1 debit 971, 1010:bank credit 971"),
                new Row(
                        "a payout that the bank gives back",
                        h -> h.payoutReturned(971),
                        "payout_returned: 1010:bank debit 971, 2040:mch_1 credit 971"),
                new Row("created", h -> new PaymentCreated(h.view(A))),
                new Row("sent", h -> new AttemptStarted(h.view(A), h.attempt("purchase", A), null)),
                new Row("declined", h -> new AttemptDeclined(h.view(A), h.attempt("purchase", A))),
                new Row("failed", h -> new AttemptFailed(h.view(A), h.attempt("purchase", A))),
                new Row("unknown", h -> new AttemptUnknown(h.view(A), h.attempt("purchase", A))));
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void books(Row row) {
        var euros = Happenings.of("mch_1", "pay_1", "EUR");

        assertThat(PostingRules.book(row.event.apply(euros)).journals())
                .extracting(PostingRulesTest::text)
                .containsExactly(row.lines);
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void balances_in_every_currency(Row row) {
        for (Currency currency : Currency.all()) {
            var happenings = Happenings.of("mch_1", "pay_1", currency.code());
            for (Journal journal : PostingRules.book(row.event.apply(happenings)).journals()) {
                assertThat(journal.currency()).isEqualTo(currency);
                assertThat(sum(journal, Side.DEBIT))
                        .isPositive()
                        .isEqualTo(sum(journal, Side.CREDIT));
            }
        }
    }

    @Test
    void the_matrix_has_every_event() {
        Set<Class<?>> known = new HashSet<>(PostingRules.BOOKED);
        known.addAll(Arrays.asList(PaymentEvent.class.getPermittedSubclasses()));
        var euros = Happenings.of("mch_1", "pay_1", "EUR");

        assertThat(matrix().stream().<Class<?>>map(row -> row.event.apply(euros).getClass()))
                .containsAll(known);
        assertThat(
                        matrix().stream()
                                .filter(row -> row.lines.length > 0)
                                .<Class<?>>map(row -> row.event.apply(euros).getClass()))
                .as("what books something must be subscribed to")
                .allMatch(PostingRules.BOOKED::contains)
                .containsAll(PostingRules.BOOKED);
    }

    @Test
    void a_statement_line_that_does_not_add_up_is_not_booked() {
        var line = Happenings.of("mch_1", "pay_1", "EUR").lineMatched(A, 17);
        var wrong =
                new LineMatched(
                        line.channel(),
                        line.date(),
                        line.fileHash(),
                        line.row(),
                        line.reference(),
                        line.paymentId(),
                        line.merchantId(),
                        line.gross(),
                        line.fee(),
                        line.gross());

        assertThatThrownBy(() -> PostingRules.book(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("journal channel_settled");
    }

    @Test
    void an_event_without_a_rule_is_refused() {
        assertThatThrownBy(() -> PostingRules.book("what?"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_payout_that_came_back_is_cash_and_the_merchants_again() {
        var h = Happenings.of("mch_1", "pay_1", "EUR");

        assertThat(
                        balances(
                                Stream.of(
                                        h.payoutCreated(971),
                                        h.payoutMatched(971),
                                        h.payoutReturned(971),
                                        h.payoutFailed(971))))
                .isEmpty();
    }

    @Test
    void the_whole_way_of_a_payment_leaves_only_earnings_and_cash() {
        var h = Happenings.of("mch_1", "pay_1", "EUR");
        Stream<Object> all =
                Stream.of(
                        h.authorised(1000),
                        h.captured(1000),
                        h.item("pay_1:3", 1000, 29),
                        h.refundCreated(200),
                        h.refundSucceeded(200),
                        h.item("pay_1:5", -200, 0),
                        h.matured(771),
                        h.payoutCreated(771),
                        h.lineMatched(1000, 17),
                        h.lineMatched(-200, 0),
                        h.funded(783),
                        h.payoutMatched(771));

        assertThat(balances(all))
                .containsOnly(
                        Map.entry("1010:bank", 12L),
                        Map.entry("4010", -29L),
                        Map.entry("5030:" + CHANNEL, 17L));
    }

    /** What is left on accounts, credits below zero. */
    static Map<String, Long> balances(Stream<Object> events) {
        var balances = new TreeMap<String, Long>();
        events.flatMap(event -> PostingRules.book(event).journals().stream())
                .flatMap(journal -> journal.lines().stream())
                .forEach(line ->
                        balances.merge(
                                line.account().toString(),
                                line.side() == Side.DEBIT ? line.amount() : -line.amount(),
                                Long::sum));
        balances.values().removeIf(balance -> balance == 0);
        return balances;
    }

    @Test
    void a_posting_is_named_by_its_event_and_rule() {
        var h = Happenings.of("mch_1", "pay_1", "EUR");
        var source = new Posting.Source("pay_1:3", new Place("payments", 0, 7), NOON);
        var postings = Posting.of(PostingRules.book(h.captured(A)), source);
        var again =
                Posting.of(
                        PostingRules.book(h.captured(A)),
                        new Posting.Source("pay_1:3", new Place("payments", 0, 99), NOON));

        assertThat(postings)
                .extracting(Posting::id)
                .containsExactly(
                        Ids.uuid5("pay_1:3", "hold_release"), Ids.uuid5("pay_1:3", "capture"))
                .isEqualTo(again.stream().map(Posting::id).toList());
        assertThat(postings)
                .extracting(Posting::hash)
                .doesNotHaveDuplicates()
                .isEqualTo(again.stream().map(Posting::hash).toList());
        assertThat(PostingRules.book(h.captured(A)).subject().mode()).isEqualTo(Mode.TEST);
    }

    private static String text(Journal journal) {
        return journal.rule().wire()
                + ": "
                + String.join(
                        ", ",
                        journal.lines().stream()
                                .map(l -> l.account() + " " + l.side().wire() + " " + l.amount())
                                .toList());
    }

    private static long sum(Journal journal, Side side) {
        return journal.lines().stream()
                .filter(line -> line.side() == side)
                .mapToLong(Journal.Line::amount)
                .sum();
    }
}
