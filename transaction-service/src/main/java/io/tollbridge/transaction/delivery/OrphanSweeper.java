package io.tollbridge.transaction.delivery;

import io.tollbridge.transaction.delivery.Ownership.Bucket;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Says that this instance lives, and takes over from those that do not. */
@Component
class OrphanSweeper {

    private static final Logger log = LoggerFactory.getLogger(OrphanSweeper.class);

    private final Ownership ownership;
    private final WebhookLanes lanes;
    private final ReentrantLock takingOver = new ReentrantLock();

    OrphanSweeper(Ownership ownership, WebhookLanes lanes) {
        this.ownership = ownership;
        this.lanes = lanes;
    }

    @Scheduled(fixedRateString = "${tollbridge.webhooks.heartbeat-every}")
    synchronized void beat() {
        if (!ownership.beat()) {
            log.atWarn().addKeyValue("webhook.owner", ownership.name()).log("webhook.overdue");
            lanes.letGo(); // whoever takes over has it now
            ownership.startAnew();
        }
    }

    /** Apart from the beat, which a large backlog must not hold up; one run at a time. */
    @Scheduled(fixedRateString = "${tollbridge.webhooks.heartbeat-every}")
    void sweep() {
        if (!takingOver.tryLock()) {
            return;
        }
        try {
            for (String owner : ownership.dead()) {
                attempt(owner);
            }
        } finally {
            takingOver.unlock();
        }
    }

    private void attempt(String owner) {
        try {
            if (ownership.inherits(owner)) {
                takeOver(owner);
            }
        } catch (RuntimeException e) { // the next sweep tries again; others must not wait for it
            log.atWarn()
                    .addKeyValue("webhook.owner", owner)
                    .setCause(e)
                    .log("webhook.takeover_failed");
        }
    }

    private void takeOver(String owner) {
        boolean whole = true;
        for (Bucket bucket : ownership.bucketsOf(owner)) {
            var failed =
                    lanes.adopt(
                            ownership.opened(bucket), (_, some) -> ownership.close(bucket, some));
            whole &= failed.isEmpty();
        }
        if (whole) {
            ownership.forget(owner);
            log.atInfo().addKeyValue("webhook.owner", owner).log("webhook.taken_over");
        }
    }
}
