package io.tollbridge.transaction.endpoint;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.protocol.internal.util.Bytes;
import io.tollbridge.contracts.ApiVersion;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.starter.cassandra.CassandraDefaultsAutoConfiguration;
import io.tollbridge.transaction.endpoint.EndpointController.Change;
import io.tollbridge.transaction.endpoint.WebhookEndpoint.SwitchedOff;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Endpoints: one partition, read whole. */
@Component
class CassandraEndpointStore {

    private static final String REALM = "all";

    private final CqlSession session;
    private final PreparedStatement insert;
    private final PreparedStatement change;
    private final PreparedStatement disable;
    private final PreparedStatement told;
    private final PreparedStatement roll;
    private final PreparedStatement delete;
    private final PreparedStatement read;
    private final PreparedStatement version;

    CassandraEndpointStore(CqlSession session) {
        this.session = session;
        insert =
                session.prepare(
                        """
                        INSERT INTO webhook_endpoint (realm, endpoint_id, merchant_id, mode, url,
                          enabled_events, status, secret, created_at, description, api_version,
                          version)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, now()) IF NOT EXISTS\
                        """);
        change =
                session.prepare(
                        """
                        UPDATE webhook_endpoint SET url = :url, enabled_events = :enabled_events,
                          status = :status, description = :description,
                          enabled_at = :enabled_at, api_version = :api_version,
                          disabled_reason = :disabled_reason, disabled_at = :disabled_at,
                          version = now()
                        WHERE realm = :realm AND endpoint_id = :endpoint_id IF EXISTS\
                        """);
        disable =
                session.prepare(
                        """
                        UPDATE webhook_endpoint
                        SET status = ?, disabled_reason = ?, disabled_at = ?, disabled_told = false,
                          version = now()
                        WHERE realm = ? AND endpoint_id = ? IF url = ? AND enabled_at = ?\
                        """);
        told =
                session.prepare(
                        """
                        UPDATE webhook_endpoint SET disabled_told = true
                        WHERE realm = ? AND endpoint_id = ? IF disabled_at = ?\
                        """);
        roll =
                session.prepare(
                        """
                        UPDATE webhook_endpoint
                        SET secret = ?, previous_secret = ?, previous_until = ?, roll_origin = ?,
                          version = now()
                        WHERE realm = ? AND endpoint_id = ? IF secret = ?\
                        """);
        delete =
                session.prepare(
                        "DELETE FROM webhook_endpoint WHERE realm = ? AND endpoint_id = ?"
                                + " IF EXISTS");
        read = session.prepare("SELECT * FROM webhook_endpoint WHERE realm = ?");
        version = session.prepare("SELECT DISTINCT version FROM webhook_endpoint WHERE realm = ?");
    }

    /** Not when it is there: the same request was carried out before. */
    void insert(WebhookEndpoint endpoint) {
        conditionally(
                insert,
                REALM,
                endpoint.id(),
                endpoint.merchantId().value(),
                endpoint.mode().wire(),
                endpoint.url(),
                endpoint.enabledEvents(),
                endpoint.status(),
                ByteBuffer.wrap(endpoint.secrets().current()),
                endpoint.created(),
                endpoint.description(),
                endpoint.apiVersion().wire());
    }

    /**
     * Writes what is given and nothing else: another instance may have changed the rest meanwhile.
     *
     * @param enabledAt when this switches it on; null when it does not
     */
    void change(String id, Change change, @Nullable Instant enabledAt) {
        var bound =
                this.change
                        .boundStatementBuilder()
                        .setString("realm", REALM)
                        .setString("endpoint_id", id);
        if (change.url() != null) {
            bound = bound.setString("url", change.url());
        }
        if (change.enabledEvents() != null) {
            bound = bound.setSet("enabled_events", change.enabledEvents(), String.class);
        }
        if (change.description() != null) {
            bound = bound.setString("description", change.description());
        }
        if (change.status() != null) {
            bound =
                    bound.setString("status", change.status())
                            .setToNull("disabled_reason")
                            .setToNull("disabled_at");
        }
        if (change.apiVersion() != null) {
            bound = bound.setString("api_version", change.apiVersion());
        }
        if (enabledAt != null) {
            bound = bound.setInstant("enabled_at", enabledAt);
        }
        apply(bound.build());
    }

    /** False when it has another target by now, was switched on again, or is gone. */
    boolean disable(WebhookEndpoint seen, SwitchedOff why) {
        return conditionally(
                disable,
                WebhookEndpoint.DISABLED,
                why.reason(),
                why.at(),
                REALM,
                seen.id(),
                seen.url(),
                seen.enabledAt());
    }

    /** Not when it was switched on meanwhile. */
    void told(String id, Instant at) {
        conditionally(told, REALM, id, at);
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
        return apply(statement.bind(values));
    }

    private boolean apply(BoundStatement statement) {
        return session.execute(
                        statement.setExecutionProfileName(CassandraDefaultsAutoConfiguration.LWT))
                .wasApplied();
    }

    /** Another one after every change but a deletion; null before the first. */
    @Nullable UUID version() {
        Row row = session.execute(version.bind(REALM)).one();
        return row == null ? null : row.getUuid("version");
    }

    List<WebhookEndpoint> readAll() {
        return session.execute(read.bind(REALM)).all().stream()
                .filter(row -> !row.isNull("endpoint_id")) // none is left but the version
                .map(CassandraEndpointStore::endpoint)
                .toList();
    }

    private static WebhookEndpoint endpoint(Row row) {
        String version = row.getString("api_version");
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
                Objects.requireNonNull(row.getInstant("created_at"), "created_at"),
                row.getInstant("enabled_at"),
                version == null ? ApiVersion.FIRST : ApiVersion.ofWire(version),
                switchedOff(row));
    }

    private static @Nullable SwitchedOff switchedOff(Row row) {
        String reason = row.getString("disabled_reason");
        Instant at = row.getInstant("disabled_at");
        return reason == null || at == null
                ? null
                : new SwitchedOff(reason, at, row.getBoolean("disabled_told"));
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
