package io.tollbridge.merchant.apikey;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Keys, a row each, and whose they are. An index row may name a key that was never written. */
@Component
class CassandraApiKeyStore {

    private static final Logger log = LoggerFactory.getLogger(CassandraApiKeyStore.class);
    private static final String LWT = "lwt";

    private final CqlSession session;
    private final PreparedStatement index;
    private final PreparedStatement insert;
    private final PreparedStatement rekey;
    private final PreparedStatement expire;
    private final PreparedStatement revoke;
    private final PreparedStatement select;
    private final PreparedStatement firstPage;
    private final PreparedStatement nextPage;
    private final PreparedStatement owner;
    private final PreparedStatement touch;
    private final PreparedStatement lastUse;

    CassandraApiKeyStore(CqlSession session) {
        this.session = session;
        index =
                session.prepare(
                        "INSERT INTO api_key_of_merchant (merchant_id, mode, created_at, key_id)"
                                + " VALUES (?, ?, ?, ?)");
        insert =
                session.prepare(
                        "INSERT INTO api_key (key_id, origin, merchant_id, kind, mode, name,"
                                + " secret_hash, hint, created_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS");
        rekey =
                session.prepare(
                        "UPDATE api_key SET secret_hash = ?, hint = ? WHERE key_id = ?"
                                + " IF origin = ? AND revoked_at = null");
        expire =
                session.prepare(
                        "UPDATE api_key SET expires_at = ? WHERE key_id = ?"
                                + " IF merchant_id = ? AND revoked_at = null");
        revoke =
                session.prepare(
                        "UPDATE api_key SET revoked_at = ? WHERE key_id = ?"
                                + " IF merchant_id = ? AND revoked_at = null");
        select = session.prepare("SELECT * FROM api_key WHERE key_id = ?");
        String page =
                "SELECT created_at, key_id FROM api_key_of_merchant"
                        + " WHERE merchant_id = ? AND mode = ?";
        firstPage = session.prepare(page + " LIMIT ?");
        nextPage = session.prepare(page + " AND (created_at, key_id) < (?, ?) LIMIT ?");
        owner = session.prepare("SELECT merchant_id FROM merchant WHERE merchant_id = ?");
        touch = session.prepare("INSERT INTO api_key_use (key_id, last_used_at) VALUES (?, ?)");
        lastUse = session.prepare("SELECT last_used_at FROM api_key_use WHERE key_id = ?");
    }

    /** Writes a new key unless its id is taken. {@code origin} names the request that makes it. */
    Claim claim(ApiKey key, String origin, byte[] hash) {
        String merchant = key.merchantId().value();
        session.execute(index.bind(merchant, key.mode().wire(), key.createdAt(), key.id()));
        var row =
                session.execute(
                                insert.bind(
                                                key.id(),
                                                origin,
                                                merchant,
                                                key.kind().wire(),
                                                key.mode().wire(),
                                                "",
                                                ByteBuffer.wrap(hash),
                                                key.hint(),
                                                key.createdAt())
                                        .setString("name", key.name())
                                        .setExecutionProfileName(LWT))
                        .one();
        if (row == null || row.getBoolean("[applied]")) {
            return Claim.NEW;
        }
        return origin.equals(row.getString("origin")) ? Claim.MINE : Claim.TAKEN;
    }

    /** Whether an id was free, or taken by an earlier try of the same request, or by another. */
    enum Claim {
        NEW,
        MINE,
        TAKEN
    }

    /** Gives the key another secret: for a request that died before it could answer. */
    boolean rekey(String id, String origin, byte[] hash, String hint) {
        return session.execute(
                        rekey.bind(ByteBuffer.wrap(hash), hint, id, origin)
                                .setExecutionProfileName(LWT))
                .wasApplied();
    }

    boolean expire(ApiKey key, Instant at) {
        return session.execute(
                        expire.bind(at, key.id(), key.merchantId().value())
                                .setExecutionProfileName(LWT))
                .wasApplied();
    }

    boolean revoke(ApiKey key, Instant at) {
        return session.execute(
                        revoke.bind(at, key.id(), key.merchantId().value())
                                .setExecutionProfileName(LWT))
                .wasApplied();
    }

    Optional<Stored> find(String id) {
        return Optional.ofNullable(session.execute(select.bind(id)).one())
                .map(CassandraApiKeyStore::stored);
    }

    /** Reads behind every change that is accepted or under way. */
    Optional<Stored> findSettled(String id) {
        var statement = select.bind(id).setExecutionProfileName("serial-read");
        return Optional.ofNullable(session.execute(statement).one())
                .map(CassandraApiKeyStore::stored);
    }

    /** Newest first. */
    List<Listed> list(MerchantId merchant, Mode mode, @Nullable Listed after, int limit) {
        String m = merchant.value();
        var statement =
                after == null
                        ? firstPage.bind(m, mode.wire(), limit)
                        : nextPage.bind(m, mode.wire(), after.createdAt, after.id, limit);
        return session.execute(statement).all().stream()
                .map(row -> new Listed(instant(row, "created_at"), text(row, "key_id")))
                .toList();
    }

    boolean isMerchant(MerchantId id) {
        return session.execute(owner.bind(id.value())).one() != null;
    }

    /** Notes a use; nobody waits for it and a lost one does no harm. */
    void touch(String id, Instant at) {
        var _ =
                session.executeAsync(touch.bind(id, at))
                        .whenComplete((_, e) -> {
                            if (e != null) {
                                log.atDebug().setCause(e).log("api_key.use_not_noted");
                            }
                        });
    }

    @Nullable Instant lastUse(String id) {
        Row row = session.execute(lastUse.bind(id)).one();
        return row == null ? null : row.getInstant(0);
    }

    private static Stored stored(Row row) {
        var key =
                new ApiKey(
                        text(row, "key_id"),
                        new MerchantId(text(row, "merchant_id")),
                        KeyKind.ofWire(text(row, "kind")),
                        Mode.ofWire(text(row, "mode")),
                        row.getString("name"),
                        text(row, "hint"),
                        instant(row, "created_at"),
                        row.getInstant("expires_at"),
                        row.getInstant("revoked_at"));
        ByteBuffer hash = Objects.requireNonNull(row.getByteBuffer("secret_hash"));
        byte[] bytes = new byte[hash.remaining()];
        hash.get(bytes);
        return new Stored(key, text(row, "origin"), bytes);
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }

    private static Instant instant(Row row, String column) {
        return Objects.requireNonNull(row.getInstant(column), column);
    }

    /** A key with what proves it. */
    record Stored(ApiKey key, String origin, byte[] hash) {}

    /** A place in a merchant's list of keys. */
    record Listed(Instant createdAt, String id) {}
}
