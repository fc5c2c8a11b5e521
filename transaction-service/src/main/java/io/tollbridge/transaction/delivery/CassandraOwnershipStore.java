package io.tollbridge.transaction.delivery;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.tollbridge.starter.cassandra.CassandraDefaultsAutoConfiguration;
import io.tollbridge.transaction.delivery.Ownership.Bucket;
import io.tollbridge.transaction.delivery.WebhookJob.Target;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Component;

/**
 * Which instance has which objects in hand, in buckets by time. An instance that does not say
 * within {@value #ALIVE_SECONDS} s that it lives is dead; Cassandra counts the seconds.
 */
@Component
class CassandraOwnershipStore {

    private static final String REALM = "all";
    private static final int HEIR_SECONDS = 60;
    static final int ALIVE_SECONDS = 20;

    private final CqlSession session;
    private final PreparedStatement register;
    private final PreparedStatement beat;
    private final PreparedStatement resign;
    private final PreparedStatement owners;
    private final PreparedStatement inherit;
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
        inherit =
                session.prepare(
                        "UPDATE webhook_owner USING TTL "
                                + HEIR_SECONDS
                                + " SET heir = ? WHERE realm = ? AND owner = ?"
                                + " IF known = true AND heir = null");
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
                .map(row -> text(row, "owner"))
                .toList();
    }

    /** Whether it is this heir who takes over from an owner; for a while it is nobody else. */
    boolean inherit(String owner, String heir) {
        var answer =
                session.execute(
                        inherit.bind(heir, REALM, owner)
                                .setExecutionProfileName(CassandraDefaultsAutoConfiguration.LWT));
        if (answer.wasApplied()) {
            return true;
        }
        Row found = answer.one();
        return found != null
                && found.getColumnDefinitions().contains("heir")
                && heir.equals(found.getString("heir"));
    }

    void addBucket(Bucket bucket) {
        session.execute(addBucket.bind(bucket.owner(), bucket.number()));
    }

    void dropBucket(Bucket bucket) {
        session.execute(dropOpen.bind(bucket.owner(), bucket.number()));
        session.execute(dropBucket.bind(bucket.owner(), bucket.number()));
    }

    void open(Bucket bucket, List<Target> targets) {
        CompletableFuture.allOf(
                        targets.stream()
                                .map(target -> bound(open, bucket, target))
                                .map(one -> session.executeAsync(one).toCompletableFuture())
                                .toArray(CompletableFuture<?>[]::new))
                .join();
    }

    /** Not waited for: a row left behind is looked at once too often, no more. */
    void close(Bucket bucket, Target target) {
        var _ = session.executeAsync(bound(close, bucket, target));
    }

    /** All that an owner has, or had, in hand in a bucket; read page by page. */
    Stream<Target> opened(Bucket bucket) {
        var rows = session.execute(opened.bind(bucket.owner(), bucket.number()));
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Target(text(row, "endpoint_id"), text(row, "object_id")));
    }

    /** After everything of a dead owner was taken over. */
    void forget(String owner) {
        buckets(owner).forEach(this::dropBucket);
        session.execute(forget.bind(REALM, owner));
    }

    List<Bucket> buckets(String owner) {
        return session.execute(buckets.bind(owner)).all().stream()
                .map(row -> new Bucket(owner, row.getLong("bucket")))
                .toList();
    }

    private static BoundStatement bound(PreparedStatement made, Bucket bucket, Target target) {
        return made.bind(bucket.owner(), bucket.number(), target.endpointId(), target.objectId());
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }
}
