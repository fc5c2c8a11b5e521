package io.tollbridge.reconciliation.bank;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.tollbridge.contracts.channels.BankEntry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Bank entries as they came, with their outcomes, and the days they came on. */
@Component
class CassandraBankStore {

    private static final int SLOTS = 2;

    private final CqlSession session;
    private final JsonMapper json;
    private final PreparedStatement claim;
    private final PreparedStatement day;
    private final PreparedStatement complete;
    private final PreparedStatement lastDays;
    private final PreparedStatement addEntry;
    private final PreparedStatement entry;
    private final PreparedStatement outcome;
    private final PreparedStatement wait;
    private final PreparedStatement waiting;
    private final PreparedStatement noMore;

    CassandraBankStore(CqlSession session, JsonMapper json) {
        this.session = session;
        this.json = json;
        claim =
                session.prepare(
                        """
                        INSERT INTO bank_day (bank, date, file_hash) VALUES (?, ?, ?)
                        IF NOT EXISTS\
                        """);
        day = session.prepare("SELECT file_hash FROM bank_day WHERE bank = ? AND date = ?");
        complete =
                session.prepare("UPDATE bank_day SET completed = true WHERE bank = ? AND date = ?");
        lastDays = session.prepare("SELECT date, completed FROM bank_day WHERE bank = ? LIMIT 10");
        addEntry =
                session.prepare(
                        "INSERT INTO bank_entry (bank, bank_reference, body) VALUES (?, ?, ?)");
        String key = " WHERE bank = ? AND bank_reference = ?";
        entry = session.prepare("SELECT body, outcome FROM bank_entry" + key);
        outcome = session.prepare("UPDATE bank_entry SET outcome = ?" + key);
        wait =
                session.prepare(
                        """
                        INSERT INTO bank_waiting (slot, bank, bank_reference, since)
                        VALUES (?, ?, ?, ?)\
                        """);
        waiting = session.prepare("SELECT * FROM bank_waiting WHERE slot = ?");
        noMore =
                session.prepare(
                        """
                        DELETE FROM bank_waiting
                        WHERE slot = ? AND bank = ? AND bank_reference = ?\
                        """);
    }

    /** An entry; {@code outcome} is null until it has one. */
    record Stored(BankEntry entry, @Nullable String outcome) {}

    /** An entry without an outcome. */
    record Waiting(String bank, String bankReference, Instant since) {}

    /** The hash of the file that speaks for a bank's day: this one, if none did. */
    String fileOf(String bank, LocalDate date, String offered) {
        var bound = claim.bind(bank, date, offered).setExecutionProfileName("lwt");
        if (session.execute(bound).wasApplied()) {
            return offered;
        }
        var read = day.bind(bank, date).setExecutionProfileName("serial-read");
        return text(Objects.requireNonNull(session.execute(read).one()), "file_hash");
    }

    void complete(String bank, LocalDate date) {
        session.execute(complete.bind(bank, date));
    }

    /** The last day whose statement is in. */
    Optional<LocalDate> lastComplete(String bank) {
        return session.execute(lastDays.bind(bank)).all().stream()
                .filter(row -> row.getBoolean("completed"))
                .map(row -> Objects.requireNonNull(row.getLocalDate("date")))
                .findFirst();
    }

    /** Keeps an entry, as one that waits for its outcome. */
    void add(BankEntry taken, Instant since) {
        session.execute(
                wait.bind(slot(taken.bankReference()), taken.bank(), taken.bankReference(), since));
        session.execute(
                addEntry.bind(taken.bank(), taken.bankReference(), json.writeValueAsString(taken)));
    }

    Optional<Stored> find(String bank, String bankReference) {
        return Optional.ofNullable(session.execute(entry.bind(bank, bankReference)).one())
                .filter(row -> row.getString("body") != null)
                .map(row ->
                        new Stored(
                                json.readValue(text(row, "body"), BankEntry.class),
                                row.getString("outcome")));
    }

    /** The entry has an outcome, and that is published. */
    void settle(BankEntry settled, String result) {
        session.execute(outcome.bind(result, settled.bank(), settled.bankReference()));
        done(settled.bank(), settled.bankReference());
    }

    void done(String bank, String bankReference) {
        session.execute(noMore.bind(slot(bankReference), bank, bankReference));
    }

    List<Waiting> waiting() {
        var found = new ArrayList<Waiting>();
        for (int slot = 0; slot < SLOTS; slot++) {
            for (Row row : session.execute(waiting.bind((byte) slot))) {
                found.add(
                        new Waiting(
                                text(row, "bank"),
                                text(row, "bank_reference"),
                                Objects.requireNonNull(row.getInstant("since"))));
            }
        }
        return found;
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }

    private static byte slot(String reference) {
        return (byte) Math.floorMod(reference.hashCode(), SLOTS);
    }
}
