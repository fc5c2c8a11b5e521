package io.tollbridge.transaction.delivery;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.tollbridge.transaction.delivery.WebhookJob.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Jobs by endpoint and object. What makes a job is written once and alike; its progress apart. */
@Component
class CassandraDeliveryStore {

    private static final String JOB =
            " WHERE endpoint_id = ? AND object_id = ? AND sequence = ? AND type = ?";

    private final CqlSession session;
    private final PreparedStatement add;
    private final PreparedStatement claim;
    private final PreparedStatement restart;
    private final PreparedStatement hasten;
    private final PreparedStatement retry;
    private final PreparedStatement finish;
    private final PreparedStatement read;
    private final PreparedStatement readOne;

    /**
     * A job and how it stands.
     *
     * @param state how it ended; null while it waits for its next attempt
     * @param owner who sends it; null when it was written before that was noted
     * @param replay which request sent it again last; null when none did
     */
    record Progress(
            WebhookJob job,
            @Nullable String state,
            @Nullable String owner,
            @Nullable String replay) {}

    CassandraDeliveryStore(CqlSession session) {
        this.session = session;
        add =
                session.prepare(
                        """
                        INSERT INTO webhook_job
                          (owner, at, endpoint_id, object_id, sequence, type)
                        VALUES (?, ?, ?, ?, ?, ?)\
                        """);
        restart =
                session.prepare(
                        """
                        INSERT INTO webhook_job (owner, at, due_at, replay, attempts, state,
                          endpoint_id, object_id, sequence, type)
                        VALUES (?, ?, ?, ?, 0, null, ?, ?, ?, ?)\
                        """);
        hasten = session.prepare("UPDATE webhook_job SET owner = ?, due_at = ?, replay = ?" + JOB);
        claim = session.prepare("UPDATE webhook_job SET owner = ?" + JOB);
        retry = session.prepare("UPDATE webhook_job SET attempts = ?, due_at = ?" + JOB);
        finish = session.prepare("UPDATE webhook_job SET attempts = ?, state = ?" + JOB);
        read =
                session.prepare(
                        """
                        SELECT sequence, type, at, state, owner, replay, attempts, due_at
                        FROM webhook_job
                        WHERE endpoint_id = ? AND object_id = ?\
                        """);
        readOne = session.prepare("SELECT state, owner FROM webhook_job" + JOB);
    }

    /** Adds jobs that are not there, neither waiting nor finished. */
    void add(List<WebhookJob> jobs, String owner) {
        executeAll(jobs, job -> of(job, add, owner, job.at()));
    }

    /** Starts jobs over, whether they are there or not. */
    void restart(List<WebhookJob> jobs, String owner, String request) {
        executeAll(jobs, job -> of(job, restart, owner, job.at(), job.dueAt(), request));
    }

    /** The next attempt of jobs that wait is due earlier. */
    void hasten(List<WebhookJob> jobs, String owner, String request) {
        executeAll(jobs, job -> of(job, hasten, owner, job.dueAt(), request));
    }

    /** Makes jobs that wait an instance's: whoever had them in hand lets go of them. */
    void claim(List<WebhookJob> jobs, String owner) {
        executeAll(jobs, job -> of(job, claim, owner));
    }

    /** Whether a job waits for its next attempt and is an owner's to make. */
    boolean isLeftTo(String owner, WebhookJob job) {
        Row row = session.execute(of(job, readOne)).one();
        return row != null && row.isNull("state") && owner.equals(row.getString("owner"));
    }

    /** All jobs of targets, finished or not, in order. */
    Map<Target, List<Progress>> read(Collection<Target> targets) {
        Map<Target, CompletableFuture<AsyncResultSet>> reads = new LinkedHashMap<>();
        for (Target target : targets) {
            reads.put(
                    target,
                    session.executeAsync(read.bind(target.endpointId(), target.objectId()))
                            .toCompletableFuture());
        }
        Map<Target, List<Progress>> jobs = new LinkedHashMap<>();
        reads.forEach((target, rows) -> jobs.put(target, progress(target, rows.join())));
        return jobs;
    }

    /** All jobs of a target, finished or not, in order. */
    List<Progress> read(Target target) {
        return read(List.of(target)).getOrDefault(target, List.of());
    }

    /** The next attempt is due later. */
    void retryLater(WebhookJob tried) {
        session.execute(of(tried, retry, tried.attempts(), tried.dueAt()));
    }

    /** No more attempts: {@code delivered, exhausted, disabled}. */
    void finish(WebhookJob tried, String state) {
        session.execute(of(tried, finish, tried.attempts(), state));
    }

    private void executeAll(List<WebhookJob> jobs, Function<WebhookJob, BoundStatement> write) {
        CompletableFuture.allOf(
                        jobs.stream()
                                .map(write)
                                .map(one -> session.executeAsync(one).toCompletableFuture())
                                .toArray(CompletableFuture<?>[]::new))
                .join();
    }

    private static BoundStatement of(WebhookJob job, PreparedStatement statement, Object... first) {
        var key = List.of(job.endpointId(), job.objectId(), job.sequence(), job.type());
        return statement.bind(Stream.concat(Stream.of(first), key.stream()).toArray());
    }

    private static List<Progress> progress(Target target, AsyncResultSet rows) {
        var jobs = new ArrayList<Progress>();
        AsyncResultSet page = rows;
        while (true) {
            for (Row row : page.currentPage()) {
                Instant at = row.getInstant("at");
                if (at != null) {
                    jobs.add(
                            new Progress(
                                    job(target, row, at),
                                    row.getString("state"),
                                    row.getString("owner"),
                                    row.getString("replay")));
                }
            }
            if (!page.hasMorePages()) {
                return jobs;
            }
            page = page.fetchNextPage().toCompletableFuture().join();
        }
    }

    private static WebhookJob job(Target target, Row row, Instant at) {
        Instant due = row.getInstant("due_at");
        return new WebhookJob(
                target.endpointId(),
                target.objectId(),
                row.getLong("sequence"),
                Objects.requireNonNull(row.getString("type"), "type"),
                at,
                row.getInt("attempts"),
                due == null ? at : due);
    }
}
