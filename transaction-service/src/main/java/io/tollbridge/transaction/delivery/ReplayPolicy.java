package io.tollbridge.transaction.delivery;

import io.tollbridge.transaction.delivery.CassandraDeliveryStore.Progress;
import io.tollbridge.transaction.delivery.WebhookJob.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What sending again means for the deliveries of one object. Pure. */
final class ReplayPolicy {

    private ReplayPolicy() {}

    /**
     * What is wanted.
     *
     * @param request which request wants it: the same one starts a delivery over only once
     * @param undeliveredOnly leaves out what the receiver has accepted
     */
    record Wish(String request, boolean undeliveredOnly) {}

    /**
     * What to do.
     *
     * @param afresh start over, with the whole schedule before them
     * @param hastened wait for their next attempt: it is made now
     * @param count how many of those asked for go out, or have by an earlier try of the request
     */
    record Plan(List<WebhookJob> afresh, List<WebhookJob> hastened, int count) {}

    /**
     * Plans one object's part. What waits before the last event that is sent again is hastened too,
     * since that event could not go out earlier.
     *
     * @param rows all that is known of the object at the endpoint
     */
    static Plan plan(List<Progress> rows, List<WebhookJob> asked, Wish wish, Instant now) {
        Map<Turn, Progress> known = new HashMap<>();
        rows.forEach(row -> known.put(row.job().turn(), row));
        var afresh = new ArrayList<WebhookJob>();
        int count = 0;
        @Nullable Turn last = null;
        for (WebhookJob job : asked) {
            var row = known.get(job.turn());
            boolean waits = row != null && row.state() == null;
            if (row != null && wish.undeliveredOnly() && WebhookJob.DELIVERED.equals(row.state())) {
                continue;
            }
            count++;
            if (row != null && wish.request().equals(row.replay())) {
                continue;
            }
            if (!waits) {
                afresh.add(job.afresh(now));
            }
            last = last == null || job.turn().compareTo(last) > 0 ? job.turn() : last;
        }
        return new Plan(afresh, hastened(rows, last, now), count);
    }

    private static List<WebhookJob> hastened(
            List<Progress> rows, @Nullable Turn last, Instant now) {
        return rows.stream()
                .filter(row -> row.state() == null)
                .map(Progress::job)
                .filter(job -> last != null && job.turn().compareTo(last) <= 0)
                .map(job -> job.postponed(now))
                .toList();
    }
}
