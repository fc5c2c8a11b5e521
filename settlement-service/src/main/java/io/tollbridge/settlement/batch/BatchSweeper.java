package io.tollbridge.settlement.batch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.tollbridge.settlement.batch.CassandraBatchIndexStore.Due;
import io.tollbridge.settlement.terms.MerchantTerms;
import io.tollbridge.settlement.terms.Merchants;
import io.tollbridge.starter.clock.BusinessClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Closes batches whose cut-off has passed and matures them on their pay day. Several instances may
 * sweep at once: every step is conditional or the same for all.
 */
@Component
class BatchSweeper {

    private static final Logger log = LoggerFactory.getLogger(BatchSweeper.class);

    private final CassandraBatchIndexStore index;
    private final BatchService batches;
    private final PaymentsListener payments;
    private final Merchants merchants;
    private final BusinessClock clock;
    private final Duration grace;
    private final Map<BatchKey, Map<Integer, Long>> marks = new HashMap<>();
    private final Map<BatchKey, Trouble> stuck = new HashMap<>();

    /** How often a batch could not be moved on, and when to try next. */
    private record Trouble(int times, Instant until) {}

    BatchSweeper(
            CassandraBatchIndexStore index,
            BatchService batches,
            PaymentsListener payments,
            Merchants merchants,
            BusinessClock clock,
            @Value("${tollbridge.settlement.close-grace}") Duration grace,
            MeterRegistry meters) {
        this.index = index;
        this.batches = batches;
        this.payments = payments;
        this.merchants = merchants;
        this.clock = clock;
        this.grace = grace;
        meters.gaugeMapSize("settlement.batches.stuck", Tags.empty(), stuck);
    }

    @Scheduled(fixedDelayString = "${tollbridge.settlement.sweep-interval}")
    synchronized void sweep() {
        var closing = new ArrayList<BatchKey>();
        for (int slot = 0; slot < CassandraBatchIndexStore.SLOTS; slot++) {
            for (var due : index.due(slot)) {
                merchants.find(due.key().merchant()).ifPresent(terms -> look(due, terms, closing));
            }
        }
        if (!closing.isEmpty()) {
            closeThoseReadUp(closing);
        }
    }

    private void look(Due due, MerchantTerms terms, List<BatchKey> closing) {
        var trouble = stuck.get(due.key());
        if (trouble != null && clock.instant().isBefore(trouble.until())) {
            return;
        }
        if (due.payableOn() == null) {
            var closesAt = terms.cutoffOf(due.key().date()).plus(grace);
            if (!clock.instant().isBefore(closesAt)) {
                closing.add(due.key());
            }
        } else if (!clock.today(terms.zone()).isBefore(due.payableOn())) {
            attempt(due.key(), () -> batches.mature(due.key()));
        }
    }

    /** A batch closes when all that was in the payments topic when it fell due is in batches. */
    private void closeThoseReadUp(List<BatchKey> closing) {
        var position = payments.position();
        marks.keySet().retainAll(closing);
        for (var key : closing) {
            if (position.isPast(marks.computeIfAbsent(key, _ -> position.ends()))) {
                attempt(key, () -> close(key));
            }
        }
    }

    private void close(BatchKey key) {
        var terms = merchants.await(key.merchant());
        batches.close(key, terms)
                .ifPresent(closed ->
                        log.atInfo()
                                .addKeyValue("batch.id", key.id())
                                .addKeyValue("batch.items", closed.seal().items())
                                .addKeyValue("batch.payable_on", closed.payableOn())
                                .log("settlement.closed"));
    }

    /** One merchant's trouble must not stop the others, nor be looked at every second; counted. */
    private void attempt(BatchKey key, Runnable step) {
        try {
            step.run();
            stuck.remove(key);
        } catch (RuntimeException e) {
            var before = stuck.get(key);
            int times = before == null ? 1 : before.times() + 1;
            var until = clock.instant().plusSeconds(Math.min(300, 1L << Math.min(times, 9)));
            stuck.put(key, new Trouble(times, until));
            log.atError().addKeyValue("batch.id", key.id()).setCause(e).log("settlement.stuck");
        }
    }
}
