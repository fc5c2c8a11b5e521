package io.tollbridge.risk.rule;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Rules and list entries: one partition each, small enough to be read whole. */
@Component
class CassandraRuleStore {

    private static final String REALM = "all";

    private final CqlSession session;
    private final PreparedStatement readRules;
    private final PreparedStatement readEntries;
    private final PreparedStatement saveRule;
    private final PreparedStatement enableRule;
    private final PreparedStatement saveEntry;
    private final PreparedStatement deleteEntry;

    CassandraRuleStore(CqlSession session) {
        this.session = session;
        readRules = session.prepare("SELECT * FROM rule WHERE realm = ?");
        readEntries = session.prepare("SELECT * FROM list_entry WHERE realm = ?");
        saveRule =
                session.prepare(
                        """
                        INSERT INTO rule (realm, id, name, kind, action, currency, amount_over,
                          subject, window_seconds, max_count, list, enabled, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                        """);
        enableRule = session.prepare("UPDATE rule SET enabled = ? WHERE realm = ? AND id = ?");
        saveEntry =
                session.prepare(
                        """
                        INSERT INTO list_entry (realm, list, subject, value, note, created_by,
                          created_at) VALUES (?, ?, ?, ?, ?, ?, ?)\
                        """);
        deleteEntry =
                session.prepare(
                        """
                        DELETE FROM list_entry
                        WHERE realm = ? AND list = ? AND subject = ? AND value = ?\
                        """);
    }

    List<RuleView> rules() {
        return session.execute(readRules.bind(REALM)).all().stream()
                .map(CassandraRuleStore::rule)
                .toList();
    }

    List<ListEntryView> entries() {
        return session.execute(readEntries.bind(REALM)).all().stream()
                .map(CassandraRuleStore::entry)
                .toList();
    }

    void save(RuleView rule) {
        session.execute(
                saveRule.boundStatementBuilder(REALM, rule.id(), rule.name())
                        .setString("kind", rule.kind())
                        .setString("action", rule.action())
                        .setString("currency", rule.currency())
                        .set("amount_over", rule.amountOver(), Long.class)
                        .setString("subject", rule.subject())
                        .set("window_seconds", rule.windowSeconds(), Long.class)
                        .set("max_count", rule.maxCount(), Long.class)
                        .setString("list", rule.list())
                        .setBoolean("enabled", rule.enabled())
                        .setInstant("created_at", rule.created())
                        .build());
    }

    void enable(String id, boolean enabled) {
        session.execute(enableRule.bind(enabled, REALM, id));
    }

    void save(ListEntryView entry) {
        session.execute(
                saveEntry
                        .boundStatementBuilder(REALM, entry.list(), entry.subject(), entry.value())
                        .setString("note", entry.note())
                        .setString("created_by", entry.createdBy())
                        .setInstant("created_at", entry.created())
                        .build());
    }

    void delete(String list, String subject, String value) {
        session.execute(deleteEntry.bind(REALM, list, subject, value));
    }

    private static RuleView rule(Row row) {
        return new RuleView(
                text(row, "id"),
                "risk.rule",
                text(row, "name"),
                text(row, "kind"),
                text(row, "action"),
                row.getString("currency"),
                row.get("amount_over", Long.class),
                row.getString("subject"),
                row.get("window_seconds", Long.class),
                row.get("max_count", Long.class),
                row.getString("list"),
                row.getBoolean("enabled"),
                instant(row));
    }

    private static ListEntryView entry(Row row) {
        return new ListEntryView(
                "risk.list_entry",
                text(row, "list"),
                text(row, "subject"),
                text(row, "value"),
                row.getString("note"),
                text(row, "created_by"),
                instant(row));
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }

    private static Instant instant(Row row) {
        return Objects.requireNonNull(row.getInstant("created_at"), "created_at");
    }
}
