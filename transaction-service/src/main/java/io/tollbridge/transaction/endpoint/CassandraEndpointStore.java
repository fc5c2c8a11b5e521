package io.tollbridge.transaction.endpoint;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.protocol.internal.util.Bytes;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.starter.cassandra.CassandraDefaultsAutoConfiguration;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Endpoints: one partition, read whole. */
@Component
class CassandraEndpointStore {

    private static final String REALM = "all";

    private final CqlSession session;
    private final PreparedStatement insert;
    private final PreparedStatement change;
    private final PreparedStatement roll;
    private final PreparedStatement delete;
    private final PreparedStatement read;

    CassandraEndpointStore(CqlSession session) {
        this.session = session;
        insert =
                session.prepare(
                        """
                        INSERT INTO webhook_endpoint (realm, endpoint_id, merchant_id, mode, url,
                          enabled_events, status, secret, created_at, description)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                        """);
        change =
                session.prepare(
                        """
                        UPDATE webhook_endpoint
                        SET url = ?, enabled_events = ?, status = ?, description = ?
                        WHERE realm = ? AND endpoint_id = ? IF EXISTS\
                        """);
        roll =
                session.prepare(
                        """
                        UPDATE webhook_endpoint
                        SET secret = ?, previous_secret = ?, previous_until = ?, roll_origin = ?
                        WHERE realm = ? AND endpoint_id = ? IF secret = ?\
                        """);
        delete =
                session.prepare(
                        "DELETE FROM webhook_endpoint WHERE realm = ? AND endpoint_id = ?"
                                + " IF EXISTS");
        read = session.prepare("SELECT * FROM webhook_endpoint WHERE realm = ?");
    }

    void insert(WebhookEndpoint endpoint) {
        session.execute(
                insert.boundStatementBuilder(
                                REALM,
                                endpoint.id(),
                                endpoint.merchantId().value(),
                                endpoint.mode().wire(),
                                endpoint.url(),
                                endpoint.enabledEvents(),
                                endpoint.status(),
                                ByteBuffer.wrap(endpoint.secrets().current()),
                                endpoint.created())
                        .setString("description", endpoint.description())
                        .build());
    }

    /** All but the secrets, which another instance may have rolled meanwhile; not what is gone. */
    void change(WebhookEndpoint endpoint) {
        conditionally(
                change,
                endpoint.url(),
                endpoint.enabledEvents(),
                endpoint.status(),
                endpoint.description(),
                REALM,
                endpoint.id());
    }

    /** Whether the secret was still the one that it is rolled from. */
    boolean roll(WebhookEndpoint before, SealedSecrets after) {
        byte[] previous = after.previous();
        return conditionally(
                roll,
                ByteBuffer.wrap(after.current()),
                previous == null ? null : ByteBuffer.wrap(previous),
                after.previousUntil(),
                after.rollOrigin(),
                REALM,
                before.id(),
                ByteBuffer.wrap(before.secrets().current()));
    }

    void delete(String id) {
        conditionally(delete, REALM, id);
    }

    private boolean conditionally(PreparedStatement statement, @Nullable Object... values) {
        return session.execute(
                        statement
                                .bind(values)
                                .setExecutionProfileName(CassandraDefaultsAutoConfiguration.LWT))
                .wasApplied();
    }

    List<WebhookEndpoint> readAll() {
        return session.execute(read.bind(REALM)).all().stream()
                .map(CassandraEndpointStore::endpoint)
                .toList();
    }

    private static WebhookEndpoint endpoint(Row row) {
        Set<String> events = row.getSet("enabled_events", String.class);
        return new WebhookEndpoint(
                text(row, "endpoint_id"),
                new MerchantId(text(row, "merchant_id")),
                Mode.ofWire(text(row, "mode")),
                text(row, "url"),
                row.getString("description"),
                events == null ? Set.of() : events,
                text(row, "status"),
                secrets(row),
                Objects.requireNonNull(row.getInstant("created_at"), "created_at"));
    }

    private static SealedSecrets secrets(Row row) {
        ByteBuffer previous = row.getByteBuffer("previous_secret");
        return new SealedSecrets(
                Bytes.getArray(Objects.requireNonNull(row.getByteBuffer("secret"), "secret")),
                previous == null ? null : Bytes.getArray(previous),
                row.getInstant("previous_until"),
                row.getString("roll_origin"));
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }
}
