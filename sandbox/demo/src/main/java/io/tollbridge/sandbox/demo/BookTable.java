package io.tollbridge.sandbox.demo;

import io.tollbridge.sandbox.client.Books;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The comparison of the four books as a table. */
final class BookTable {

    private static final List<String> BOOKS = List.of("api", "ledger", "acquirer", "bank");

    private BookTable() {}

    static void print(Steps steps, List<Books.Row> rows) {
        steps.line(
                "%n     %-22s %14s %14s %14s %14s   %10s",
                "", "API", "ledger", "acquirer", "bank", "difference");
        for (var row : rows) {
            var cells = BOOKS.stream().map(book -> cell(row, row.byBook().get(book))).toArray();
            steps.line(
                    "     %-22s %14s %14s %14s %14s   %10s",
                    row.fact().substring(2),
                    cells[0],
                    cells[1],
                    cells[2],
                    cells[3],
                    Amounts.of(row.difference(), row.currency()));
        }
        steps.line("");
    }

    private static String cell(Books.Row row, @Nullable Long amount) {
        return amount == null ? "-" : Amounts.of(amount, row.currency());
    }
}
