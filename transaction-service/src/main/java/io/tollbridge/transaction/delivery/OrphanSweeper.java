package io.tollbridge.transaction.delivery;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Says that this instance lives, and takes over from those that do not. */
@Component
class OrphanSweeper {

    private static final Logger log = LoggerFactory.getLogger(OrphanSweeper.class);

    private final Ownership ownership;
    private final WebhookDispatcher dispatcher;

    OrphanSweeper(Ownership ownership, WebhookDispatcher dispatcher) {
        this.ownership = ownership;
        this.dispatcher = dispatcher;
    }

    @Scheduled(fixedRateString = "${tollbridge.webhooks.heartbeat-every}")
    void sweep() {
        ownership.beat();
        for (String owner : ownership.dead()) {
            var left = ownership.leftBy(owner);
            dispatcher.adopt(left);
            ownership.forget(owner);
            log.atInfo()
                    .addKeyValue("webhook.owner", owner)
                    .addKeyValue("webhook.objects", left.size())
                    .log("webhook.taken_over");
        }
    }
}
