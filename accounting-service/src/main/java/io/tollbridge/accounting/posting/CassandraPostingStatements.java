package io.tollbridge.accounting.posting;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import io.tollbridge.kernel.PaymentId;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements on posting tables, prepared once: inserts and reads, nothing else. */
final class CassandraPostingStatements {

    /** All of a posting. */
    static final String SELECT =
            """
            SELECT posting_id, rule, rule_version, source_event, src, merchant_id, payment_id,
              currency, lines, at
            FROM posting\
            """;

    private final PreparedStatement insertPosting;
    private final PreparedStatement insertByPeriod;
    private final PreparedStatement insertByPayment;
    private final PreparedStatement insertEntry;
    private final PreparedStatement read;
    private final PreparedStatement idsOfPayment;
    private final PreparedStatement idsOfPeriod;
    private final PreparedStatement entries;
    private final UserDefinedType lineType;

    CassandraPostingStatements(CqlSession session) {
        insertPosting =
                insert(
                        session,
                        """
                        INSERT INTO posting (posting_id, rule, rule_version, source_event, src,
                          currency, lines, hash, at, merchant_id, payment_id)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                        """);
        insertByPeriod =
                insert(
                        session,
                        """
                        INSERT INTO posting_by_period
                          (period, slot, posting_id, currency, total, hash)
                        VALUES (?, ?, ?, ?, ?, ?)\
                        """);
        insertByPayment =
                insert(
                        session,
                        """
                        INSERT INTO posting_by_payment (payment_id, at, posting_id)
                        VALUES (?, ?, ?)\
                        """);
        insertEntry =
                insert(
                        session,
                        """
                        INSERT INTO entry (account, period, slot, at, posting_id, line,
                          rule, source_event, src, side, amount, currency)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                        """);
        read = session.prepare(SELECT + " WHERE posting_id = ?");
        idsOfPayment =
                session.prepare("SELECT posting_id FROM posting_by_payment WHERE payment_id = ?");
        idsOfPeriod =
                session.prepare(
                        """
                        SELECT posting_id FROM posting_by_period
                        WHERE period = ? AND slot = ? AND posting_id > ? LIMIT ?\
                        """);
        entries =
                session.prepare(
                        """
                        SELECT account, at, posting_id, line, rule, source_event, side, amount,
                          currency
                        FROM entry WHERE account = ? AND period = ? AND slot = ?
                        AND (at, posting_id, line) < (?, ?, ?) LIMIT ?\
                        """);
        var lines = (ListType) insertPosting.getVariableDefinitions().get("lines").getType();
        lineType = (UserDefinedType) lines.getElementType();
    }

    /** Inserts may be sent twice: a second one writes the same cells. */
    private static PreparedStatement insert(CqlSession session, String cql) {
        return session.prepare(SimpleStatement.newInstance(cql).setIdempotent(true));
    }

    BoundStatement insertPosting(Posting posting) {
        var journal = posting.journal();
        var lines =
                journal.lines().stream()
                        .map(line ->
                                lineType.newValue(
                                        line.account().toString(),
                                        line.side().wire(),
                                        line.amount()))
                        .toList();
        var insert =
                insertPosting.bind(
                        posting.id(),
                        journal.rule().wire(),
                        posting.ruleVersion(),
                        posting.source().eventId(),
                        posting.source().place().toString(),
                        journal.currency().code(),
                        lines,
                        posting.hash(),
                        posting.source().at());
        var merchant = posting.merchant(); // what is left out is not written, not even as a null
        var payment = posting.payment();
        insert = merchant == null ? insert : insert.setString("merchant_id", merchant.value());
        return payment == null ? insert : insert.setString("payment_id", payment.value());
    }

    BoundStatement insertByPeriod(Posting posting) {
        return insertByPeriod.bind(
                posting.period(),
                (short) posting.slot(),
                posting.id(),
                posting.journal().currency().code(),
                posting.journal().total(),
                posting.hash());
    }

    BoundStatement insertByPayment(Posting posting, PaymentId payment) {
        return insertByPayment.bind(payment.value(), posting.source().at(), posting.id());
    }

    BoundStatement insertEntry(Posting posting, int index) {
        var line = posting.journal().lines().get(index);
        return insertEntry.bind(
                line.account().toString(),
                posting.period(),
                (short) posting.slot(),
                posting.source().at(),
                posting.id(),
                (short) index,
                posting.journal().rule().wire(),
                posting.source().eventId(),
                posting.source().place().toString(),
                line.side().wire(),
                line.amount(),
                posting.journal().currency().code());
    }

    BoundStatement read(UUID id) {
        return read.bind(id);
    }

    BoundStatement idsOfPayment(PaymentId payment) {
        return idsOfPayment.bind(payment.value());
    }

    BoundStatement idsOfPeriod(LocalDate period, int slot, @Nullable UUID after, int limit) {
        var from = after == null ? new UUID(0, 0) : after;
        return idsOfPeriod.bind(period, (short) slot, from, limit);
    }

    BoundStatement entries(PostingStore.Hour hour, PostingStore.After after, int limit) {
        return entries.bind(
                hour.account().toString(),
                hour.period(),
                (short) hour.slot(),
                after.at(),
                after.postingId(),
                (short) after.line(),
                limit);
    }
}
