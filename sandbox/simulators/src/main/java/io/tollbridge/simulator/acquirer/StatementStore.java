package io.tollbridge.simulator.acquirer;

import io.tollbridge.simulator.acquirer.books.BookState;
import io.tollbridge.simulator.acquirer.books.Books;
import io.tollbridge.simulator.acquirer.books.Statement;
import io.tollbridge.simulator.clock.BusinessClock;
import io.tollbridge.simulator.journal.ImmutableFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Statement files of closed days. Once written, a file is only ever read. */
final class StatementStore {

    private final ImmutableFiles files;
    private final Books books;
    private final BusinessClock clock;
    private final String merchant;

    StatementStore(ImmutableFiles files, Books books, BusinessClock clock, String merchant) {
        this.files = files;
        this.books = books;
        this.clock = clock;
        this.merchant = merchant;
    }

    /** Empty until the day is closed. */
    Optional<Path> statement(LocalDate day) throws IOException {
        LocalDate closed = books.read(BookState::closedThrough);
        if (closed == null || day.isAfter(closed)) {
            return Optional.empty();
        }
        return Optional.of(files.get(day + ".csv", out -> write(day, out)));
    }

    private void write(LocalDate day, OutputStream out) throws IOException {
        Statement statement =
                books.read(state -> Statement.of(day, state.operations(), state::find));
        Writer csv = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        statement.writeCsv(
                csv, "SANDBOX-ACQUIRER", merchant, clock.instant().truncatedTo(ChronoUnit.SECONDS));
        csv.flush();
    }
}
