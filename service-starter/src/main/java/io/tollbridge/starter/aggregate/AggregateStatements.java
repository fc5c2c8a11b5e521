package io.tollbridge.starter.aggregate;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.tollbridge.starter.cassandra.CassandraDefaultsAutoConfiguration;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The CQL of an aggregate's table, prepared once. */
final class AggregateStatements {

    private final CqlSession session;
    private final AggregateTable table;
    private final PreparedStatement load;
    private final PreparedStatement move;
    private final PreparedStatement event;
    private final PreparedStatement note;
    private final PreparedStatement answer;
    private final PreparedStatement findAnswer;
    private final PreparedStatement events;
    private final PreparedStatement opId;
    private final PreparedStatement fence;

    AggregateStatements(CqlSession session, AggregateTable table) {
        this.session = session;
        this.table = table;
        String from = " FROM " + table.name() + " WHERE " + table.idColumn() + " = ?";
        String into = "INSERT INTO " + table.name() + " (" + table.idColumn() + ", ";
        String update = "UPDATE " + table.name() + " SET ";
        String of = " WHERE " + table.idColumn() + " = ? IF version = ? AND epoch = ?";
        var own = new StringBuilder();
        table.staticColumns().forEach(column -> own.append(", ").append(column).append(" = ?"));
        load = session.prepare("SELECT version, epoch, snapshot" + from + " LIMIT 1");
        move = session.prepare(update + "version = ?, snapshot = ?" + own + of);
        fence = session.prepare(update + "epoch = ?" + of);
        event =
                session.prepare(
                        into
                                + "kind, k, op_id, event_type, body, trace, at)"
                                + " VALUES (?, 'event', ?, ?, ?, ?, ?, ?)");
        note = session.prepare(into + "kind, k, op_id, body, at) VALUES (?, ?, ?, ?, ?, ?)");
        answer =
                session.prepare(
                        into
                                + "kind, k, op_id, request_hash, http_status, body, at)"
                                + " VALUES (?, 'idem', ?, ?, ?, ?, ?, ?) IF NOT EXISTS");
        findAnswer =
                session.prepare(
                        "SELECT request_hash, http_status, body"
                                + from
                                + " AND kind = 'idem' AND k = ?");
        events =
                session.prepare(
                        "SELECT k, event_type, at, body, trace"
                                + from
                                + " AND kind = 'event' AND k >= ?");
        opId = session.prepare("SELECT op_id" + from + " AND kind = 'event' AND k = ?");
    }

    /** Events sort by text, so their sequence is written with ten digits. */
    static String eventKey(long sequence) {
        return "%010d".formatted(sequence);
    }

    Aggregate load(String id) {
        Row row = serial(load.bind(id));
        if (row == null) {
            return Aggregate.absent(id);
        }
        return new Aggregate(
                id, row.getInt("version"), row.getInt("epoch"), bytes(row, "snapshot"));
    }

    /** The conditional part of a transition: no version yet means this must be the first. */
    BoundStatement move(Transition transition) {
        var values = new ArrayList<@Nullable Object>();
        values.add(transition.versionAfter());
        values.add(ByteBuffer.wrap(transition.snapshot()));
        values.addAll(List.of(table.values(transition.columns())));
        values.add(transition.id());
        values.add(orNull(transition.before().version()));
        values.add(orNull(transition.before().epoch()));
        return move.bind(values.toArray());
    }

    /** Makes sure that nothing decided before now can still apply; true when it took. */
    boolean fence(Aggregate seen) {
        var values = new ArrayList<@Nullable Object>();
        values.add(seen.epoch() + 1);
        values.add(seen.id());
        values.add(orNull(seen.version()));
        values.add(orNull(seen.epoch()));
        var statement =
                fence.bind(values.toArray())
                        .setExecutionProfileName(CassandraDefaultsAutoConfiguration.LWT);
        Row row = session.execute(statement).one();
        return row != null && row.getBoolean("[applied]");
    }

    BoundStatement event(
            Transition transition,
            long sequence,
            String type,
            byte[] body,
            @Nullable String trace) {
        var statement =
                event.bind()
                        .setString(0, transition.id())
                        .setString(1, eventKey(sequence))
                        .setUuid(2, transition.opId())
                        .setString(3, type)
                        .setByteBuffer(4, ByteBuffer.wrap(body))
                        .setInstant(6, transition.at());
        return trace == null ? statement : statement.setString(5, trace); // unset is no tombstone
    }

    BoundStatement note(Transition transition, Transition.Note beside) {
        return note.bind(
                transition.id(),
                beside.kind(),
                beside.key(),
                transition.opId(),
                ByteBuffer.wrap(beside.body()),
                transition.at());
    }

    BoundStatement answer(Transition transition, Answer given) {
        return answer.bind(
                transition.id(),
                given.key(),
                transition.opId(),
                ByteBuffer.wrap(given.requestHash()),
                given.status(),
                ByteBuffer.wrap(given.body()),
                transition.at());
    }

    Optional<Answer> findAnswer(String id, String key) {
        Row row = serial(findAnswer.bind(id, key));
        return row == null
                ? Optional.empty()
                : Optional.of(
                        new Answer(
                                key,
                                bytes(row, "request_hash"),
                                row.getInt("http_status"),
                                bytes(row, "body")));
    }

    @Nullable UUID opIdOf(String id, int sequence) {
        Row row = serial(opId.bind(id, eventKey(sequence)));
        return row == null ? null : row.getUuid("op_id");
    }

    List<AggregateStore.LoggedEvent> events(String id, long fromSequence) {
        var found = new ArrayList<AggregateStore.LoggedEvent>();
        var read =
                events.bind(id, eventKey(fromSequence))
                        .setExecutionProfileName(CassandraDefaultsAutoConfiguration.SERIAL_READ);
        for (Row row : session.execute(read)) {
            Instant at = row.getInstant("at");
            found.add(
                    new AggregateStore.LoggedEvent(
                            Long.parseLong(String.valueOf(row.getString("k"))),
                            String.valueOf(row.getString("event_type")),
                            at == null ? Instant.EPOCH : at,
                            bytes(row, "body"),
                            row.getString("trace")));
        }
        return found;
    }

    private @Nullable Row serial(Statement<?> read) {
        return session.execute(
                        read.setExecutionProfileName(
                                CassandraDefaultsAutoConfiguration.SERIAL_READ))
                .one();
    }

    private static @Nullable Integer orNull(int number) {
        return number == 0 ? null : number;
    }

    private static byte[] bytes(Row row, String column) {
        ByteBuffer buffer = row.getByteBuffer(column);
        if (buffer == null) {
            return new byte[0];
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
