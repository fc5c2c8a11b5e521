package io.tollbridge.finance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollbridge.kernel.Money;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {

    @Test
    void the_header_and_every_row_end_with_crlf() {
        var table = new Csv(List.of("day", "items"));
        table.row(LocalDate.parse("2026-11-22"), 3);

        assertThat(table).hasToString("day,items\r\n2026-11-22,3\r\n");
    }

    @Test
    void money_has_all_digits_of_its_currency_and_no_name() {
        var table = new Csv(List.of("eur", "jpy", "kwd", "negative"));
        table.row(
                Money.of(1230, "EUR"),
                Money.of(1230, "JPY"),
                Money.of(1, "KWD"),
                Money.of(-5, "EUR"));

        assertThat(table.toString()).endsWith("\r\n12.30,1230,0.001,-0.05\r\n");
    }

    @Test
    void commas_quotes_and_line_ends_are_quoted() {
        var table = new Csv(List.of("a", "b", "c"));
        table.row("x,y", "say \"hi\"", "two\nlines");

        assertThat(table.toString()).endsWith("\r\n\"x,y\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n");
    }

    @Test
    void text_that_a_spreadsheet_would_run_is_disarmed() {
        var table = new Csv(List.of("a", "b", "c", "d"));
        table.row("=1+1", "@cmd", "-x", "+y");

        assertThat(table.toString()).endsWith("\r\n'=1+1,'@cmd,'-x,'+y\r\n");
    }

    @Test
    void a_row_has_as_many_cells_as_the_header() {
        assertThatThrownBy(() -> new Csv(List.of("a")).row("1", "2"))
                .hasMessage("cells: 2 (expected: 1)");
    }
}
