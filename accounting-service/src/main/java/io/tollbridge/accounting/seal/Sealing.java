package io.tollbridge.accounting.seal;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tollbridge.accounting.balance.BalanceStore;
import io.tollbridge.accounting.posting.PostingStore;
import io.tollbridge.contracts.ledger.LedgerSealed;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.event.OutgoingEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Seals once after each business day (UTC) and tells the hash to the topic, where nobody who can
 * write to the database reaches it. {@code ledger_seal_age} is the business seconds since the
 * newest seal: above two days something keeps the ledger from being sealed.
 */
@Component
class Sealing {

    private static final Logger log = LoggerFactory.getLogger(Sealing.class);

    private final SealStore seals;
    private final Sealer sealer;
    private final EventPublisher publisher;
    private final BusinessClock clock;
    private volatile Instant newestAt = Instant.EPOCH;
    private long told;

    Sealing(
            BalanceStore balances,
            PostingStore postings,
            PlaceIndex index,
            SealStore seals,
            EventPublisher publisher,
            BusinessClock clock,
            MeterRegistry meters) {
        this.seals = seals;
        this.sealer = new Sealer(balances, postings, index, seals);
        this.publisher = publisher;
        this.clock = clock;
        Gauge.builder("ledger.seal.age", this, Sealing::ageSeconds)
                .description("since the newest seal, by the business clock")
                .baseUnit("seconds")
                .register(meters);
    }

    private double ageSeconds() {
        return Duration.between(newestAt, clock.instant()).toMillis() / 1_000.0;
    }

    @Scheduled(fixedDelayString = "${tollbridge.accounting.seal-check:PT1M}")
    void check() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var newest = seals.newest();
        newestAt = newest.map(stored -> stored.seal().sealedAt()).orElse(Instant.EPOCH);
        if (newestAt.isBefore(today.atStartOfDay().toInstant(ZoneOffset.UTC))) {
            sealer.seal(today.minusDays(1), now);
            newest = seals.newest();
        }
        newest.map(SealStore.Stored::seal)
                .filter(seal -> seal.number() > told)
                .ifPresent(this::tell);
    }

    /** Each instance once: whoever made it may have died before. */
    private void tell(Seal seal) {
        var event =
                new LedgerSealed(
                        seal.number(),
                        seal.label(),
                        seal.leaves(),
                        seal.root().toString(),
                        seal.previous().toString(),
                        seal.hash().toString(),
                        seal.sealedAt());
        String id = "seal:" + seal.number();
        publisher.publish(
                List.of(new OutgoingEvent(event, "seal", id, seal.number(), seal.sealedAt())));
        told = seal.number();
        newestAt = seal.sealedAt();
        log.atInfo()
                .addKeyValue("ledger.seal", seal.number())
                .addKeyValue("ledger.postings", seal.leaves())
                .addKeyValue("ledger.hash", seal.hash())
                .log("ledger.sealed");
    }
}
