package io.tollbridge.transaction.endpoint;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.protocol.internal.util.Bytes;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Endpoints: one partition, read whole. */
@Component
class CassandraEndpointStore {

    private static final String REALM = "all";

    private final CqlSession session;
    private final PreparedStatement save;
    private final PreparedStatement delete;
    private final PreparedStatement read;

    CassandraEndpointStore(CqlSession session) {
        this.session = session;
        save =
                session.prepare(
                        """
                        INSERT INTO webhook_endpoint (realm, endpoint_id, merchant_id, mode, url,
                          enabled_events, status, secret, created_at, description)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                        """);
        delete =
                session.prepare("DELETE FROM webhook_endpoint WHERE realm = ? AND endpoint_id = ?");
        read = session.prepare("SELECT * FROM webhook_endpoint WHERE realm = ?");
    }

    void save(WebhookEndpoint endpoint) {
        session.execute(
                save.boundStatementBuilder(
                                REALM,
                                endpoint.id(),
                                endpoint.merchantId().value(),
                                endpoint.mode().wire(),
                                endpoint.url(),
                                endpoint.enabledEvents(),
                                endpoint.status(),
                                ByteBuffer.wrap(endpoint.sealedSecret()),
                                endpoint.created())
                        .setString("description", endpoint.description())
                        .build());
    }

    void delete(String id) {
        session.execute(delete.bind(REALM, id));
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
                Bytes.getArray(Objects.requireNonNull(row.getByteBuffer("secret"), "secret")),
                Objects.requireNonNull(row.getInstant("created_at"), "created_at"));
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }
}
