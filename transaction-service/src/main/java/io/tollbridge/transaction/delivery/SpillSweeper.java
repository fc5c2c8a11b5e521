package io.tollbridge.transaction.delivery;

import io.tollbridge.transaction.delivery.Ownership.Bucket;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Fetches objects for which a lane had no room, and drops buckets that nothing is in any more. */
@Component
class SpillSweeper {

    private final Ownership ownership;
    private final WebhookLanes lanes;
    private final ReentrantLock running = new ReentrantLock();

    SpillSweeper(Ownership ownership, WebhookLanes lanes) {
        this.ownership = ownership;
        this.lanes = lanes;
    }

    /** At a fixed rate: reading many rows must not hold up others' turns. One run at a time. */
    @Scheduled(fixedRate = 10_000)
    void sweep() {
        if (!running.tryLock()) {
            return;
        }
        try {
            fetch();
            dropEmptyBuckets();
        } finally {
            running.unlock();
        }
    }

    private void fetch() {
        Map<String, Long> turnedAway = new HashMap<>();
        lanes.all()
                .forEach((endpointId, lane) ->
                        lane.alone(() -> {
                            if (lane.wantsRefill()) {
                                turnedAway.put(endpointId, lane.turnedAway());
                            }
                        }));
        if (turnedAway.isEmpty()) {
            return;
        }
        for (Bucket bucket : ownership.bucketsOf(ownership.name())) {
            var outside =
                    ownership
                            .opened(bucket)
                            .filter(target -> turnedAway.containsKey(target.endpointId()))
                            .filter(target -> !lanes.has(target));
            var failed = lanes.adopt(outside, (_, _) -> {});
            turnedAway.keySet().removeAll(failed); // fetched another time
        }
        turnedAway.forEach((endpointId, then) -> {
            var lane = lanes.all().get(endpointId);
            if (lane != null) {
                lane.alone(() -> lane.fetchedAll(then));
            }
        });
    }

    private void dropEmptyBuckets() {
        Set<Bucket> empty = ownership.pastBuckets();
        lanes.all()
                .values()
                .forEach(lane ->
                        lane.alone(() -> {
                            if (lane.isSpilled()) { // what is outside is in buckets not known
                                empty.clear();
                            } else {
                                empty.removeAll(lane.buckets());
                            }
                        }));
        empty.forEach(ownership::drop);
    }
}
