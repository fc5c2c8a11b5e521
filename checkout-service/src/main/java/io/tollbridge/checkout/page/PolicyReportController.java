package io.tollbridge.checkout.page;

import io.tollbridge.checkout.page.PolicyReports.Violation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes into the log what browsers report: that something on our pages was stopped by their
 * policy. A script that somebody put there shows here first. Reports come from anywhere and prove
 * nothing, so only some a minute are written down, and the rest is counted.
 */
@RestController
class PolicyReportController {

    static final String PATH = "/pay/reports";
    static final int A_MINUTE_MAX = 20;

    private static final Logger log = LoggerFactory.getLogger(PolicyReportController.class);
    private static final int BYTES_MAX = 16_384;

    private final JsonMapper json;
    private final InstantSource clock;
    private final AtomicLong minute = new AtomicLong();
    private final AtomicLong inMinute = new AtomicLong();

    PolicyReportController(JsonMapper json, InstantSource systemClock) {
        this.json = json;
        this.clock = systemClock;
    }

    @PostMapping(PATH)
    ResponseEntity<Void> report(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(BYTES_MAX + 1);
        if (body.length <= BYTES_MAX) {
            PolicyReports.read(body, json).forEach(this::write);
        }
        return ResponseEntity.noContent().build();
    }

    private void write(Violation violation) {
        if (isOneTooMany()) {
            return;
        }
        log.atWarn()
                .addKeyValue("page.directive", violation.directive())
                .addKeyValue("page.blocked", violation.blocked())
                .addKeyValue("page.address", violation.page())
                .addKeyValue("page.source", violation.source())
                .log("page.policy_violated");
    }

    /** Two threads at the turn of a minute may write one more or less: it is a log. */
    private boolean isOneTooMany() {
        long now = clock.instant().getEpochSecond() / 60;
        if (minute.getAndSet(now) != now) {
            long dropped = inMinute.getAndSet(0) - A_MINUTE_MAX;
            if (dropped > 0) {
                log.atWarn().addKeyValue("page.reports", dropped).log("page.reports_dropped");
            }
        }
        return inMinute.incrementAndGet() > A_MINUTE_MAX;
    }
}
