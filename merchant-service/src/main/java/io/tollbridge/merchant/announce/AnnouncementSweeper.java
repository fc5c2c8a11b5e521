package io.tollbridge.merchant.announce;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Announces what was marked and whose announcer is gone or failed. */
@Component
class AnnouncementSweeper {

    private static final Logger log = LoggerFactory.getLogger(AnnouncementSweeper.class);

    /** Younger ones are being announced by whoever wrote them. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** By then no write that began with the marker can still be under way in the database. */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private final CassandraAnnouncementStore store;
    private final Announcer announcer;
    private final Clock systemClock;

    AnnouncementSweeper(CassandraAnnouncementStore store, Announcer announcer, Clock systemClock) {
        this.store = store;
        this.announcer = announcer;
        this.systemClock = systemClock;
    }

    @Scheduled(
            initialDelayString = "${tollbridge.merchant.sweep-delay:5s}",
            fixedDelayString = "${tollbridge.merchant.sweep-delay:5s}")
    void sweep() {
        Instant now = systemClock.instant();
        for (var marker : store.open()) {
            if (marker.at().plus(GRACE).isAfter(now)) {
                continue;
            }
            announcer.publishCurrent(marker.subject());
            log.atInfo().addKeyValue("subject", marker.subject()).log("announcement.swept");
            if (marker.at().plus(SETTLED).isBefore(now)) {
                store.clear(marker);
            }
        }
    }
}
