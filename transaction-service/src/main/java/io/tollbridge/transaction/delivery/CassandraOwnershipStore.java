package io.tollbridge.transaction.delivery;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.tollbridge.transaction.delivery.WebhookJob.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/**
 * Which instance has which objects in hand, in buckets by time. An instance that does not say
 * within {@value #ALIVE_SECONDS} s that it lives is dead; Cassandra counts the seconds.
 */
@Component
class CassandraOwnershipStore {

    private static final String REALM = "all";
    private static final int ALIVE_SECONDS = 20;

    private final CqlSession session;
    private final PreparedStatement register;
    private final PreparedStatement beat;
    private final PreparedStatement resign;
    private final PreparedStatement owners;
    private final PreparedStatement forget;
    private final PreparedStatement addBucket;
    private final PreparedStatement dropBucket;
    private final PreparedStatement dropOpen;
    private final PreparedStatement buckets;
    private final PreparedStatement open;
    private final PreparedStatement close;
    private final PreparedStatement opened;

    CassandraOwnershipStore(CqlSession session) {
        this.session = session;
        register =
                session.prepare(
                        "INSERT INTO webhook_owner (realm, owner, known) VALUES (?, ?, true)");
        beat =
                session.prepare(
                        "UPDATE webhook_owner USING TTL "
                                + ALIVE_SECONDS
                                + " SET alive = true WHERE realm = ? AND owner = ?");
        resign = session.prepare("DELETE alive FROM webhook_owner WHERE realm = ? AND owner = ?");
        owners = session.prepare("SELECT owner, alive FROM webhook_owner WHERE realm = ?");
        forget = session.prepare("DELETE FROM webhook_owner WHERE realm = ? AND owner = ?");
        addBucket = session.prepare("INSERT INTO webhook_bucket (owner, bucket) VALUES (?, ?)");
        dropBucket = session.prepare("DELETE FROM webhook_bucket WHERE owner = ? AND bucket = ?");
        dropOpen = session.prepare("DELETE FROM webhook_open WHERE owner = ? AND bucket = ?");
        buckets = session.prepare("SELECT bucket FROM webhook_bucket WHERE owner = ?");
        open =
                session.prepare(
                        """
                        INSERT INTO webhook_open (owner, bucket, endpoint_id, object_id)
                        VALUES (?, ?, ?, ?)\
                        """);
        close =
                session.prepare(
                        """
                        DELETE FROM webhook_open
                        WHERE owner = ? AND bucket = ? AND endpoint_id = ? AND object_id = ?\
                        """);
        opened =
                session.prepare(
                        """
                        SELECT endpoint_id, object_id FROM webhook_open
                        WHERE owner = ? AND bucket = ?\
                        """);
    }

    void register(String owner) {
        session.execute(register.bind(REALM, owner));
        beat(owner);
    }

    void beat(String owner) {
        session.execute(beat.bind(REALM, owner));
    }

    /** Others may take over at once. */
    void resign(String owner) {
        session.execute(resign.bind(REALM, owner));
    }

    List<String> deadOwners() {
        return session.execute(owners.bind(REALM)).all().stream()
                .filter(row -> row.isNull("alive"))
                .map(row -> Objects.requireNonNull(row.getString("owner")))
                .toList();
    }

    void addBucket(String owner, long bucket) {
        session.execute(addBucket.bind(owner, bucket));
    }

    void dropBucket(String owner, long bucket) {
        session.execute(dropOpen.bind(owner, bucket));
        session.execute(dropBucket.bind(owner, bucket));
    }

    void open(String owner, long bucket, List<Target> targets) {
        CompletableFuture.allOf(
                        targets.stream()
                                .map(one ->
                                        open.bind(owner, bucket, one.endpointId(), one.objectId()))
                                .map(one -> session.executeAsync(one).toCompletableFuture())
                                .toArray(CompletableFuture<?>[]::new))
                .join();
    }

    /** Not waited for: a row left behind is looked at once too often, no more. */
    void close(String owner, long bucket, Target target) {
        var _ =
                session.executeAsync(
                        close.bind(owner, bucket, target.endpointId(), target.objectId()));
    }

    /** All that an owner has, or had, in hand. */
    List<Target> opened(String owner) {
        var targets = new ArrayList<Target>();
        for (long bucket : buckets(owner)) {
            for (Row row : session.execute(opened.bind(owner, bucket))) {
                targets.add(
                        new Target(
                                Objects.requireNonNull(row.getString("endpoint_id")),
                                Objects.requireNonNull(row.getString("object_id"))));
            }
        }
        return targets;
    }

    /** After everything of a dead owner was taken over. */
    void forget(String owner) {
        buckets(owner).forEach(b -> dropBucket(owner, b));
        session.execute(forget.bind(REALM, owner));
    }

    private List<Long> buckets(String owner) {
        return session.execute(buckets.bind(owner)).all().stream()
                .map(row -> row.getLong("bucket"))
                .toList();
    }
}
