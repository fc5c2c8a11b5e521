package io.tollbridge.reconciliation.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.contracts.channels.StatementLine;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.reconciliation.matching.Expectation.LineRef;
import io.tollbridge.reconciliation.matching.Expectation.Status;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MatchPolicyTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final FeeSchedule FEES = new FeeSchedule(120, 5);

    @Test
    void a_line_that_is_as_expected_is_matched() {
        var expectation = expected("purchase", Status.PAID, 10_000, null);
        assertThat(MatchPolicy.match(line("PURCHASE", 10_000, 125), expectation, FEES, false))
                .isEqualTo(new Match.Matched(expectation));
        var capture = expected("capture", Status.PAID, 10_000, null);
        assertThat(MatchPolicy.match(line("CAPTURE", 10_000, 125), capture, FEES, false))
                .isEqualTo(new Match.Matched(capture));
        var refund = expected("refund", Status.PAID, -4_000, null);
        assertThat(MatchPolicy.match(line("REFUND", -4_000, 0), refund, FEES, false))
                .isEqualTo(new Match.Matched(refund));
    }

    @Test
    void a_line_of_no_operation_of_ours_is_missing_internally() {
        assertDiffers(
                MatchPolicy.match(line("PURCHASE", 10_000, 125), null, FEES, false),
                BreakType.MISSING_INTERNALLY,
                null,
                10_000L);
    }

    @ParameterizedTest
    @EnumSource(names = {"SENT", "UNKNOWN", "DECLINED", "FAILED"})
    void what_the_channel_was_paid_and_we_were_not_is_a_status_mismatch(Status status) {
        var match =
                MatchPolicy.match(
                        line("PURCHASE", 10_000, 125),
                        expected("purchase", status, 10_000, null),
                        FEES,
                        false);
        assertDiffers(match, BreakType.STATUS_MISMATCH, 10_000L, 10_000L);
        assertThat(((Match.Differs) match).detail()).startsWith("channel_paid");
    }

    @Test
    void another_kind_of_operation_is_a_status_mismatch() {
        assertDiffers(
                MatchPolicy.match(
                        line("CAPTURE", 10_000, 125),
                        expected("purchase", Status.PAID, 10_000, null),
                        FEES,
                        false),
                BreakType.STATUS_MISMATCH,
                10_000L,
                10_000L);
    }

    @ParameterizedTest
    @CsvSource({"9999", "10001", "-10000"})
    void one_minor_unit_is_an_amount_mismatch(long gross) {
        assertDiffers(
                MatchPolicy.match(
                        line("PURCHASE", gross, 125),
                        expected("purchase", Status.PAID, 10_000, null),
                        FEES,
                        false),
                BreakType.AMOUNT_MISMATCH,
                10_000L,
                gross);
    }

    @Test
    void a_net_that_is_not_gross_less_fee_is_an_amount_mismatch() {
        var line = line("PURCHASE", 10_000, 125);
        var wrong =
                new StatementLine(
                        line.channel(),
                        line.date(),
                        line.fileHash(),
                        line.row(),
                        line.kind(),
                        line.reference(),
                        line.channelReference(),
                        line.authCode(),
                        line.gross(),
                        line.fee(),
                        Money.of(9_874, "EUR"),
                        line.transactedAt());
        assertDiffers(
                MatchPolicy.match(
                        wrong, expected("purchase", Status.PAID, 10_000, null), FEES, false),
                BreakType.AMOUNT_MISMATCH,
                10_000L,
                10_000L);
    }

    @Test
    void another_currency_is_told_from_another_amount() {
        var line = line("PURCHASE", 10_000, 125);
        var dollars =
                new StatementLine(
                        line.channel(),
                        line.date(),
                        line.fileHash(),
                        line.row(),
                        line.kind(),
                        line.reference(),
                        line.channelReference(),
                        line.authCode(),
                        Money.of(10_000, "USD"),
                        Money.of(125, "USD"),
                        Money.of(9_875, "USD"),
                        line.transactedAt());
        assertThat(
                        MatchPolicy.match(
                                dollars,
                                expected("purchase", Status.PAID, 10_000, null),
                                FEES,
                                false))
                .isInstanceOfSatisfying(
                        Match.Differs.class,
                        differs ->
                                assertThat(differs.type()).isEqualTo(BreakType.CURRENCY_MISMATCH));
    }

    @ParameterizedTest
    @CsvSource({"124", "126", "0", "135"})
    void another_fee_is_a_fee_mismatch(long fee) {
        assertDiffers(
                MatchPolicy.match(
                        line("PURCHASE", 10_000, fee),
                        expected("purchase", Status.PAID, 10_000, null),
                        FEES,
                        false),
                BreakType.FEE_MISMATCH,
                125L,
                fee);
    }

    @Test
    void no_fee_is_right_when_nobody_knows_the_schedule() {
        assertDiffers(
                MatchPolicy.match(
                        line("PURCHASE", 10_000, 125),
                        expected("purchase", Status.PAID, 10_000, null),
                        null,
                        false),
                BreakType.FEE_MISMATCH,
                null,
                125L);
    }

    @Test
    void a_reference_counts_once() {
        var open = expected("purchase", Status.PAID, 10_000, null);
        assertDiffers(
                MatchPolicy.match(line("PURCHASE", 10_000, 125), open, FEES, true),
                BreakType.DUPLICATE,
                10_000L,
                10_000L);
        var before = new LineRef(DAY.minusDays(1), "other", 1);
        assertDiffers(
                MatchPolicy.match(
                        line("PURCHASE", 10_000, 125),
                        expected("purchase", Status.PAID, 10_000, before),
                        FEES,
                        false),
                BreakType.DUPLICATE,
                10_000L,
                10_000L);
        var itself = expected("purchase", Status.PAID, 10_000, new LineRef(DAY, "hash", 7));
        assertThat(MatchPolicy.match(line("PURCHASE", 10_000, 125), itself, FEES, false))
                .isEqualTo(new Match.Matched(itself));
    }

    @ParameterizedTest(name = "of {0} the channel keeps {1}")
    @CsvSource({"10000, 125", "1, 5", "41, 5", "42, 6", "1000, 17", "0, 0", "-5000, 0"})
    void a_channel_keeps_a_share_rounded_half_up_and_a_fixed_part(long gross, long fee) {
        assertThat(FEES.feeOn(Money.of(gross, "EUR"))).isEqualTo(Money.of(fee, "EUR"));
    }

    private static void assertDiffers(
            Match match, BreakType type, @Nullable Long expected, @Nullable Long actual) {
        assertThat(match)
                .isInstanceOfSatisfying(
                        Match.Differs.class,
                        differs -> {
                            assertThat(differs.type()).isEqualTo(type);
                            assertThat(differs.expected()).isEqualTo(eur(expected));
                            assertThat(differs.actual()).isEqualTo(eur(actual));
                        });
    }

    private static @Nullable Money eur(@Nullable Long minor) {
        return minor == null ? null : Money.of(minor, "EUR");
    }

    private static Expectation expected(
            String operation, Status status, long amount, @Nullable LineRef matched) {
        return new Expectation(
                "sandbox-acquirer",
                DAY,
                new AttemptId("att_1"),
                operation,
                status,
                Money.of(amount, "EUR"),
                new PaymentId("pay_1"),
                new MerchantId("mch_1"),
                NOON,
                matched);
    }

    private static StatementLine line(String kind, long gross, long fee) {
        return new StatementLine(
                "sandbox-acquirer",
                DAY,
                "hash",
                7,
                kind,
                "att_1",
                "rrn",
                null,
                Money.of(gross, "EUR"),
                Money.of(fee, "EUR"),
                Money.of(gross - fee, "EUR"),
                NOON);
    }
}
