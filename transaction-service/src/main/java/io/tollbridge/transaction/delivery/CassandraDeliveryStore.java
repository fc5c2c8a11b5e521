package io.tollbridge.transaction.delivery;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.tollbridge.transaction.delivery.WebhookJob.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Jobs by endpoint and object. What makes a job is written once and alike; its progress apart. */
@Component
class CassandraDeliveryStore {

    private final CqlSession session;
    private final PreparedStatement add;
    private final PreparedStatement retry;
    private final PreparedStatement finish;
    private final PreparedStatement read;

    /** A job and how it ended; a null state waits for its next attempt. */
    record Progress(WebhookJob job, @Nullable String state) {}

    CassandraDeliveryStore(CqlSession session) {
        this.session = session;
        add =
                session.prepare(
                        """
                        INSERT INTO webhook_job (endpoint_id, object_id, sequence, type, at)
                        VALUES (?, ?, ?, ?, ?)\
                        """);
        retry =
                session.prepare(
                        """
                        UPDATE webhook_job SET attempts = ?, due_at = ?
                        WHERE endpoint_id = ? AND object_id = ? AND sequence = ? AND type = ?\
                        """);
        finish =
                session.prepare(
                        """
                        UPDATE webhook_job SET attempts = ?, state = ?
                        WHERE endpoint_id = ? AND object_id = ? AND sequence = ? AND type = ?\
                        """);
        read =
                session.prepare(
                        """
                        SELECT sequence, type, at, state, attempts, due_at FROM webhook_job
                        WHERE endpoint_id = ? AND object_id = ?\
                        """);
    }

    /** Adds jobs; one that is there, finished or not, stays as it is. */
    void add(List<WebhookJob> jobs) {
        var writes = new ArrayList<Statement<?>>(jobs.size());
        for (WebhookJob job : jobs) {
            writes.add(
                    add.bind(
                            job.endpointId(),
                            job.objectId(),
                            job.sequence(),
                            job.type(),
                            job.at()));
        }
        CompletableFuture.allOf(
                        writes.stream()
                                .map(one -> session.executeAsync(one).toCompletableFuture())
                                .toArray(CompletableFuture<?>[]::new))
                .join();
    }

    /** The unfinished jobs of each target, in order. */
    Map<Target, List<WebhookJob>> unfinished(Collection<Target> targets) {
        Map<Target, CompletableFuture<AsyncResultSet>> reads = new LinkedHashMap<>();
        for (Target target : targets) {
            reads.put(
                    target,
                    session.executeAsync(read.bind(target.endpointId(), target.objectId()))
                            .toCompletableFuture());
        }
        Map<Target, List<WebhookJob>> jobs = new LinkedHashMap<>();
        reads.forEach((target, rows) -> jobs.put(target, unfinished(target, rows.join())));
        return jobs;
    }

    /** All jobs of a target, finished or not, in order. */
    List<Progress> progress(Target target) {
        var jobs = new ArrayList<Progress>();
        for (Row row : session.execute(read.bind(target.endpointId(), target.objectId()))) {
            Instant at = row.getInstant("at");
            if (at != null) {
                jobs.add(new Progress(job(target, row, at), row.getString("state")));
            }
        }
        return jobs;
    }

    /** The next attempt is due later. */
    void retryLater(WebhookJob tried) {
        session.execute(
                retry.bind(
                        tried.attempts(),
                        tried.dueAt(),
                        tried.endpointId(),
                        tried.objectId(),
                        tried.sequence(),
                        tried.type()));
    }

    /** No more attempts: {@code delivered, exhausted, disabled}. */
    void finish(WebhookJob tried, String state) {
        session.execute(
                finish.bind(
                        tried.attempts(),
                        state,
                        tried.endpointId(),
                        tried.objectId(),
                        tried.sequence(),
                        tried.type()));
    }

    private static List<WebhookJob> unfinished(Target target, AsyncResultSet rows) {
        var jobs = new ArrayList<WebhookJob>();
        AsyncResultSet page = rows;
        while (true) {
            for (Row row : page.currentPage()) {
                Instant at = row.getInstant("at");
                if (at != null && row.getString("state") == null) {
                    jobs.add(job(target, row, at));
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
