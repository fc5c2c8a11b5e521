package io.tollbridge.starter.web;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.tollbridge.starter.cassandra.CassandraDefaultsAutoConfiguration;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Remembers, per caller and key, who works on a request and what the answer was. */
final class IdempotencyStore {

    /** After this a claim whose owner did not finish may be taken over: the owner has died. */
    private static final Duration LEASE = Duration.ofSeconds(40);

    private final CqlSession session;
    private final Clock clock;
    private final PreparedStatement claim;
    private final PreparedStatement takeOver;
    private final PreparedStatement finish;
    private final PreparedStatement release;

    IdempotencyStore(CqlSession session, Clock clock) {
        this.session = session;
        this.clock = clock;
        session.execute(
                """
                CREATE TABLE IF NOT EXISTS idempotency (
                  scope text, key text, owner uuid, claimed_at timestamp, request_hash blob,
                  status int, content_type text, body blob,
                  PRIMARY KEY ((scope, key))) WITH default_time_to_live = 2592000\
                """);
        claim =
                session.prepare(
                        "INSERT INTO idempotency (scope, key, owner, claimed_at, request_hash)"
                                + " VALUES (?, ?, ?, ?, ?) IF NOT EXISTS");
        takeOver =
                session.prepare(
                        "UPDATE idempotency SET owner = ?, claimed_at = ?"
                                + " WHERE scope = ? AND key = ? IF owner = ?");
        finish =
                session.prepare(
                        "UPDATE idempotency SET status = ?, content_type = ?, body = ?"
                                + " WHERE scope = ? AND key = ? IF owner = ?");
        release =
                session.prepare("DELETE FROM idempotency WHERE scope = ? AND key = ? IF owner = ?");
    }

    sealed interface Claim {
        /** The request is ours to do. */
        record Ours(UUID owner) implements Claim {}

        record Finished(int status, @Nullable String contentType, byte[] body) implements Claim {}

        record InFlight() implements Claim {}

        record OtherRequest() implements Claim {}
    }

    Claim claim(String scope, String key, byte[] requestHash) {
        var owner = UUID.randomUUID();
        Instant now = clock.instant();
        Row row = lwt(claim, scope, key, owner, now, ByteBuffer.wrap(requestHash));
        if (row == null || row.getBoolean("[applied]")) {
            return new Claim.Ours(owner);
        }
        ByteBuffer hash = row.getByteBuffer("request_hash");
        if (hash == null || !Arrays.equals(bytes(hash), requestHash)) {
            return new Claim.OtherRequest();
        }
        ByteBuffer body = row.getByteBuffer("body");
        if (body != null) {
            return new Claim.Finished(
                    row.getInt("status"), row.getString("content_type"), bytes(body));
        }
        Instant claimedAt = row.getInstant("claimed_at");
        if (claimedAt != null && claimedAt.plus(LEASE).isAfter(now)) {
            return new Claim.InFlight();
        }
        Row taken = lwt(takeOver, owner, now, scope, key, row.getUuid("owner"));
        return taken == null || taken.getBoolean("[applied]")
                ? new Claim.Ours(owner)
                : new Claim.InFlight();
    }

    void finish(
            String scope, String key, UUID owner, int status, @Nullable String type, byte[] body) {
        lwt(finish, status, type, ByteBuffer.wrap(body), scope, key, owner);
    }

    void release(String scope, String key, UUID owner) {
        lwt(release, scope, key, owner);
    }

    private @Nullable Row lwt(PreparedStatement statement, @Nullable Object... values) {
        return session.execute(
                        statement
                                .bind(values)
                                .setExecutionProfileName(CassandraDefaultsAutoConfiguration.LWT))
                .one();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
