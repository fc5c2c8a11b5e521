package io.tollbridge.channel.iso8583;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollbridge.channel.channel.Reports;
import io.tollbridge.channel.channel.Reports.Report;
import io.tollbridge.channel.channel.Reports.UnreadableStatementException;
import io.tollbridge.contracts.channels.StatementCompleted;
import io.tollbridge.contracts.channels.StatementLine;
import io.tollbridge.contracts.channels.StatementTotal;
import io.tollbridge.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcquirerStatementFileTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final String FILE =
            """
            H,SANDBOX-ACQUIRER,TOLLBRIDGE,2026-11-22,2026-11-23T00:00:01Z
            D,1,PURCHASE,att_1,RRN1,A12345,EUR,1000,17,983,2026-11-22T10:00:00Z
            D,2,CAPTURE,att_2,RRN2,A12346,JPY,500,11,489,2026-11-22T11:00:00Z
            D,3,REFUND,att_3,RRN3,,EUR,-400,0,-400,2026-11-22T12:00:00Z
            T,3,EUR,600,17,583,JPY,500,11,489
            """;

    @Test
    void every_row_becomes_a_line_in_order() {
        Report report = read(FILE);
        assertThat(report.rejects()).isEmpty();
        assertThat(report.lines()).extracting(Reports.Line::row).containsExactly(1, 2, 3);
        assertThat(report.lines().getFirst().event())
                .isEqualTo(
                        new StatementLine(
                                "acq",
                                DAY,
                                "hash",
                                1,
                                "PURCHASE",
                                "att_1",
                                "RRN1",
                                "A12345",
                                Money.of(1000, "EUR"),
                                Money.of(17, "EUR"),
                                Money.of(983, "EUR"),
                                Instant.parse("2026-11-22T10:00:00Z")));
        assertThat(report.lines().getLast().event())
                .isInstanceOfSatisfying(
                        StatementLine.class,
                        line -> {
                            assertThat(line.gross()).isEqualTo(Money.of(-400, "EUR"));
                            assertThat(line.authCode()).isNull();
                        });
    }

    @Test
    void the_completion_carries_the_control_totals() {
        assertThat(read(FILE).completed())
                .isInstanceOfSatisfying(
                        StatementCompleted.class,
                        completed -> {
                            assertThat(completed.rows()).isEqualTo(3);
                            assertThat(completed.totals())
                                    .containsExactly(
                                            total("EUR", 2, 600, 17, 583),
                                            total("JPY", 1, 500, 11, 489));
                        });
    }

    @Test
    void a_day_without_business_is_complete_too() {
        Report report = read("H,A,M,2026-11-22,2026-11-23T00:00:01Z\nT,0\n");
        assertThat(report.lines()).isEmpty();
        assertThat(report.completed())
                .isEqualTo(new StatementCompleted("acq", DAY, "hash", 0, List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "D,2,CAPTURE,att_2|D,2,CHARGE,att_2|type",
                "att_2,RRN2|,RRN2|reference",
                "JPY,500,11,489,2026|XXQ,500,11,489,2026|currency",
                "JPY,500,11,489,2026|JPY,5x0,11,489,2026|5x0",
                "JPY,500,11,489,2026|JPY,500,11,488,2026|net",
                "JPY,500,11,489,2026|JPY,-500,11,-511,2026|gross",
                "2026-11-22T11:00:00Z|yesterday|yesterday",
                "D,2,CAPTURE|D,7,CAPTURE|row",
                "2026-11-22T11:00:00Z|2026-11-22T11:00:00Z,more|cells"
            })
    void a_bad_row_is_rejected_and_the_others_stand(String part, String bad, String reason) {
        Report report = read(FILE.replace(part, bad));
        assertThat(report.lines()).extracting(Reports.Line::row).containsExactly(1, 3);
        assertThat(report.rejects()).hasSize(1);
        assertThat(report.rejects().getFirst().row()).isEqualTo(2);
        assertThat(report.rejects().getFirst().reason()).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "H,A,M,2026-11-22,x\n",
                "H,A,M,2026-11-21,2026-11-23T00:00:01Z\nT,0\n",
                "D,A,M,2026-11-22,2026-11-23T00:00:01Z\nT,0\n",
                "H,A,M,2026-11-22,2026-11-23T00:00:01Z\nT,1\n",
                "H,A,M,2026-11-22,2026-11-23T00:00:01Z\nT,0,EUR\n",
                "H,A,M,2026-11-22,2026-11-23T00:00:01Z\nT,0,EUR,1,0,1\n",
                "H,A,M,2026-11-22,2026-11-23T00:00:01Z\nT,0,EUR,one,0,1\n"
            })
    void a_file_that_cannot_be_trusted_is_refused_whole(String file) {
        assertThatThrownBy(() -> read(file)).isInstanceOf(UnreadableStatementException.class);
    }

    @Test
    void a_file_cut_off_anywhere_is_refused_whole() {
        for (int rows = 0; rows < 5; rows++) {
            String cut = String.join("\n", FILE.lines().limit(rows).toList());
            assertThatThrownBy(() -> read(cut)).isInstanceOf(UnreadableStatementException.class);
        }
    }

    @Test
    void wrong_sums_are_refused() {
        assertThatThrownBy(() -> read(FILE.replace("EUR,600,17,583", "EUR,601,17,584")))
                .isInstanceOf(UnreadableStatementException.class)
                .hasMessageContaining("sums");
    }

    private static StatementTotal total(
            String currency, int count, long gross, long fee, long net) {
        return new StatementTotal(
                currency,
                count,
                Money.of(gross, currency),
                Money.of(fee, currency),
                Money.of(net, currency));
    }

    private static Report read(String file) {
        return AcquirerStatementFile.read("acq", DAY, "hash", file.getBytes(UTF_8));
    }
}
