package io.tollbridge.channel.vault;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The table {@code vault_key}: one wrapped private key that all replicas share. */
@Component
class CassandraKeyStore {

    private static final String PURPOSE = "card-encryption";

    private final CqlSession session;
    private final InstantSource clock;
    private final PreparedStatement insert;
    private final PreparedStatement select;

    CassandraKeyStore(CqlSession session, InstantSource clock) {
        this.session = session;
        this.clock = clock;
        this.insert =
                session.prepare(
                        """
                        INSERT INTO vault_key (purpose, kid, kek_version, wrapped_private_key,
                            created_at)
                        VALUES (?, ?, ?, ?, ?) IF NOT EXISTS\
                        """);
        this.select =
                session.prepare(
                        """
                        SELECT kid, kek_version, wrapped_private_key FROM vault_key
                        WHERE purpose = ?\
                        """);
    }

    /** A private key (PKCS 8) under a key-encryption key. */
    record WrappedKey(String kid, int kekVersion, ByteBuffer wrapped) {}

    Optional<WrappedKey> find() {
        return Optional.ofNullable(
                        session.execute(select.bind(PURPOSE).setExecutionProfileName("serial-read"))
                                .one())
                .map(CassandraKeyStore::key);
    }

    /** Keeps a first key; somebody else's may have been quicker: read again. */
    void offer(WrappedKey key) {
        session.execute(
                insert.bind(PURPOSE, key.kid(), key.kekVersion(), key.wrapped(), clock.instant())
                        .setExecutionProfileName("lwt"));
    }

    private static WrappedKey key(Row row) {
        return new WrappedKey(
                Objects.requireNonNull(row.getString("kid")),
                row.getInt("kek_version"),
                Objects.requireNonNull(row.getByteBuffer("wrapped_private_key")));
    }
}
