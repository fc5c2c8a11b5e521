package io.tollbridge.settlement.batch;

import io.tollbridge.contracts.settlements.SettlementClosed;
import io.tollbridge.contracts.settlements.SettlementItemAdded;
import io.tollbridge.contracts.settlements.SettlementMatured;
import io.tollbridge.settlement.balance.BalanceKey;
import io.tollbridge.settlement.balance.BalanceService;
import io.tollbridge.settlement.terms.BusinessCalendar;
import io.tollbridge.settlement.terms.MerchantTerms;
import io.tollbridge.starter.crash.Crash;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.event.NotYetException;
import io.tollbridge.starter.event.OutgoingEvent;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Puts items into batches, closes batches, and makes their money available. */
@Service
class BatchService {

    private static final int TRIES = 5;

    private final CassandraBatchStore batches;
    private final CassandraBatchIndexStore index;
    private final BalanceService balances;
    private final BusinessCalendar calendar;
    private final EventPublisher publisher;
    private final InstantSource clock;

    BatchService(
            CassandraBatchStore batches,
            CassandraBatchIndexStore index,
            BalanceService balances,
            BusinessCalendar calendar,
            EventPublisher publisher,
            InstantSource clock) {
        this.batches = batches;
        this.index = index;
        this.balances = balances;
        this.calendar = calendar;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** An item and the batch it is in. */
    record Placed(BatchKey batch, Item item) {}

    /**
     * Puts each item into the batch of its date, or into the next one that is open. However often
     * and wherever it runs, an item ends up in one batch, with the fee it was first given.
     */
    List<Placed> place(BatchKey wanted, List<Item> items) {
        var placed = new ArrayList<Placed>(items.size());
        var left = items;
        int tries = 0;
        for (BatchKey batch = wanted; !left.isEmpty(); ) {
            index.register(batch);
            Crash.at("settlement.batch-registered");
            var offered = batches.offer(batch, left);
            Crash.at("settlement.items-stored");
            for (var item : offered.in()) {
                placed.add(new Placed(batch, item));
            }
            left = offered.left();
            if (offered.closed()) {
                batch = batch.next();
            } else if (++tries > TRIES) {
                throw new NotYetException(
                        batch.id() + ": " + left.size() + " items not stored (tried again later)");
            }
        }
        return placed;
    }

    void announceItems(List<Placed> placed) {
        publisher.publish(placed.stream().map(BatchService::itemAdded).toList());
    }

    private static OutgoingEvent itemAdded(Placed placed) {
        var item = placed.item();
        var batch = placed.batch();
        var event =
                new SettlementItemAdded(
                        item.id(),
                        batch.merchant(),
                        batch.mode(),
                        item.payment(),
                        item.attempt(),
                        item.kind().name(),
                        item.gross(),
                        item.fee(),
                        item.net(),
                        batch.date(),
                        item.feePlan(),
                        item.at());
        return new OutgoingEvent(
                event, batch.merchant().value(), "sti_" + item.id(), item.sequence(), item.at());
    }

    /**
     * Closes a batch that is due and says so. Shut, sealed and announced again from wherever an
     * earlier run stopped. Empty when there is nothing in it.
     */
    Optional<Batch.Sealed> close(BatchKey key, MerchantTerms terms) {
        if (batches.load(key) instanceof Batch.Open) {
            if (batches.itemsAfter(key, "", 1).isEmpty()) {
                return Optional.empty();
            }
            payableOn(key, terms); // an unknown calendar fails here, while the batch is still open
            batches.shut(key);
        }
        Crash.at("settlement.batch-shut");
        if (batches.load(key) instanceof Batch.Shut) {
            var seal = Seal.over(key.currency(), batches.items(key));
            batches.seal(key, seal, clock.instant(), payableOn(key, terms));
        }
        Crash.at("settlement.batch-sealed");
        if (!(batches.load(key) instanceof Batch.Sealed closed)) {
            throw new IllegalStateException(key.id() + ": not sealed (tried again later)");
        }
        balances.settled(balanceOf(key), key.id(), closed.seal().net());
        Crash.at("settlement.batch-pending");
        publisher.publish(List.of(closedEvent(key, closed)));
        index.closed(key, closed.payableOn());
        return Optional.of(closed);
    }

    private LocalDate payableOn(BatchKey key, MerchantTerms terms) {
        var plan =
                terms.settlementPlanAt(terms.cutoffOf(key.date()))
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        key.merchant() + " has no settlement plan"));
        return calendar.plusBusinessDays(key.date(), plan.delayDays(), plan.calendar());
    }

    private static OutgoingEvent closedEvent(BatchKey key, Batch.Sealed closed) {
        var seal = closed.seal();
        var event =
                new SettlementClosed(
                        key.id(),
                        key.merchant(),
                        key.mode(),
                        key.date(),
                        seal.items(),
                        seal.gross(),
                        seal.refunds(),
                        seal.fees(),
                        seal.net(),
                        closed.payableOn(),
                        seal.hash(),
                        closed.closedAt());
        return new OutgoingEvent(
                event, key.merchant().value(), key.id() + ":1", 1, closed.closedAt());
    }

    /** T+N has come: the batch's net becomes available, and is paid out if it can be. */
    void mature(BatchKey key) {
        if (!(batches.load(key) instanceof Batch.Sealed closed)) {
            throw new IllegalStateException(key.id() + ": matured before it was closed");
        }
        var net = closed.seal().net();
        var at = balances.matured(balanceOf(key), key.id(), net);
        Crash.at("settlement.batch-credited");
        batches.matured(key, at);
        var event = new SettlementMatured(key.id(), key.merchant(), key.mode(), net, at);
        publisher.publish(
                List.of(new OutgoingEvent(event, key.merchant().value(), key.id() + ":2", 2, at)));
        Crash.at("settlement.batch-matured");
        index.done(key);
    }

    private static BalanceKey balanceOf(BatchKey key) {
        return new BalanceKey(key.merchant(), key.mode(), key.currency());
    }
}
