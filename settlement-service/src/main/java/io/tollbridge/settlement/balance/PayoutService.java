package io.tollbridge.settlement.balance;

import io.tollbridge.contracts.channels.BankApi;
import io.tollbridge.contracts.channels.PayoutAnswer;
import io.tollbridge.contracts.channels.PayoutOrder;
import io.tollbridge.contracts.merchants.PayoutAccount;
import io.tollbridge.contracts.settlements.PayoutCreated;
import io.tollbridge.contracts.settlements.PayoutFailed;
import io.tollbridge.contracts.settlements.PayoutPaid;
import io.tollbridge.contracts.settlements.PayoutSent;
import io.tollbridge.kernel.Money;
import io.tollbridge.settlement.balance.CassandraPayoutIndexStore.Due;
import io.tollbridge.settlement.balance.CassandraPayoutIndexStore.Waiting;
import io.tollbridge.settlement.terms.MerchantTerms;
import io.tollbridge.starter.crash.Crash;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.event.NotYetException;
import io.tollbridge.starter.event.OutgoingEvent;
import io.tollbridge.starter.http.ServiceCallException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** Decides payouts, tells the bank, and takes down what becomes of them. */
@Service
class PayoutService {

    private static final Logger log = LoggerFactory.getLogger(PayoutService.class);
    private static final int TRIES = 8;

    /** A bank may refuse later what it has accepted, and no statement says so. */
    private static final Duration ASK_AGAIN = Duration.ofDays(1);

    private final BalanceService balances;
    private final CassandraPayoutIndexStore index;
    private final EventPublisher publisher;
    private final BankApi bank;
    private final InstantSource clock;
    private final String bankName;

    PayoutService(
            BalanceService balances,
            CassandraPayoutIndexStore index,
            EventPublisher publisher,
            BankApi bank,
            InstantSource clock,
            @Value("${tollbridge.settlement.bank}") String bankName) {
        this.balances = balances;
        this.index = index;
        this.publisher = publisher;
        this.bank = bank;
        this.clock = clock;
        this.bankName = bankName;
    }

    /**
     * Pays out what is free, if the merchant's plan and account allow. Looked at again later when
     * it does not, unless there is nothing to wait for.
     */
    void consider(Waiting waiting, MerchantTerms terms) {
        var key = waiting.key();
        var balance = balances.load(key);
        if (!balance.free().isPositive()) {
            index.doNotAwait(waiting);
            return;
        }
        var account = terms.profile().payoutAccount();
        if (account != null
                && terms.isActive()
                && PayoutPolicy.pays(balance, minimum(key, terms), account.iban())) {
            reserve(key, balance, account).ifPresent(payout -> instruct(payout, 0));
        }
    }

    private Money minimum(BalanceKey key, MerchantTerms terms) {
        long minor =
                terms.settlementPlanAt(clock.instant())
                        .map(plan -> plan.minimumPayout().getOrDefault(key.currency().code(), 1L))
                        .orElse(1L);
        return new Money(minor, key.currency());
    }

    private Optional<Payout> reserve(BalanceKey key, Balance balance, PayoutAccount account) {
        var payout =
                new Payout(
                        Payout.idOf(key, balance),
                        key,
                        balance.free(),
                        account.holder(),
                        account.iban(),
                        balance.unpaid(),
                        now(),
                        1,
                        new PayoutState.Pending());
        index.announceDecision(payout.id(), key, balance.version());
        Crash.at("settlement.payout-decided");
        var reserved = balance.reserve(payout.amount());
        if (!balances.apply(key, balance, reserved, movementOf(payout, "payout"), payout)) {
            return Optional.empty(); // the sweeper finds out which
        }
        Crash.at("settlement.payout-reserved");
        announce(payout);
        log.atInfo()
                .addKeyValue("payout.id", payout.id())
                .addKeyValue("payout.amount", payout.amount())
                .log("payout.created");
        return Optional.of(payout);
    }

    /** Takes a payout that is neither paid nor failed one step further. */
    void resume(Due due) {
        if (due.nextAt() != null && clock.instant().isBefore(due.nextAt())) {
            return;
        }
        var key = index.balanceOf(due.payoutId()).orElseThrow();
        long version = balances.load(key).version(); // read before the payout: see below
        var payout = balances.payout(key, due.payoutId()).orElse(null);
        if (payout == null) {
            if (version > due.balanceVersion()) {
                index.notMade(due); // its condition can never hold any more
            }
            return;
        }
        announce(payout);
        if (payout.state().isFinal()) {
            index.done(payout.id());
        } else {
            instruct(payout, due.tries());
        }
    }

    /** Tells the bank, or asks it again: the same id is the same payout, so the two are one. */
    private void instruct(Payout payout, int tries) {
        var answer = ask(payout);
        Crash.at("settlement.payout-instructed");
        switch (answer.verdict()) {
            case ACCEPTED -> {
                var state = step(payout.key(), payout.id(), new PayoutEvent.Accepted());
                if (!state.isFinal()) {
                    index.later(payout.id(), 0, clock.instant().plus(ASK_AGAIN));
                }
            }
            case REJECTED -> {
                String reason = answer.reason() == null ? "rejected" : answer.reason();
                step(payout.key(), payout.id(), new PayoutEvent.Refused(reason));
            }
            case UNCLEAR -> {
                long seconds = Math.min(300, 2L << Math.min(tries, 8));
                var nextAt = clock.instant().plus(Duration.ofSeconds(seconds));
                index.later(payout.id(), tries + 1, nextAt);
                log.atWarn()
                        .addKeyValue("payout.id", payout.id())
                        .addKeyValue("payout.tries", tries + 1)
                        .addKeyValue("reason", answer.reason())
                        .log("payout.unclear");
            }
        }
    }

    private PayoutAnswer ask(Payout payout) {
        var order =
                new PayoutOrder(
                        payout.id(),
                        payout.amount(),
                        payout.holder(),
                        payout.iban(),
                        "Payout " + payout.id(),
                        payout.created());
        try {
            return bank.instruct(bankName, order);
        } catch (ServiceCallException e) {
            return new PayoutAnswer(PayoutAnswer.Verdict.UNCLEAR, e.getMessage());
        }
    }

    /**
     * Takes down an event and gives back where the payout stands then; announced again when the
     * event was known already.
     */
    PayoutState step(BalanceKey key, String payoutId, PayoutEvent event) {
        var state = move(key, payoutId, event);
        if (state.isFinal()) {
            index.done(payoutId);
        }
        return state;
    }

    private PayoutState move(BalanceKey key, String payoutId, PayoutEvent event) {
        for (int i = 0; i < TRIES; i++) {
            var balance = balances.load(key);
            var payout = balances.payout(key, payoutId).orElseThrow();
            var state = PayoutLifecycle.next(payout.state(), event);
            announce(payout);
            if (state.equals(payout.state())) {
                return state;
            }
            var moved = payout.at(state);
            var movement = movementOf(moved, "payout_" + state.wire());
            if (balances.apply(key, balance, after(balance, payout, state), movement, moved)) {
                Crash.at("settlement.payout-moved");
                announce(moved);
                log.atInfo().addKeyValue("payout.id", payoutId).log("payout." + state.wire());
                return state;
            }
        }
        throw new NotYetException(payoutId + ": not moved (tried again later)");
    }

    private static Balance after(Balance balance, Payout payout, PayoutState next) {
        return switch (next) {
            case PayoutState.Pending _, PayoutState.InTransit _ -> balance.touched();
            case PayoutState.Paid _ -> balance.post(payout.amount());
            case PayoutState.Failed _ ->
                    payout.state() instanceof PayoutState.Paid
                            ? balance.returned(payout)
                            : balance.release(payout);
        };
    }

    private Movement movementOf(Payout payout, String reason) {
        return new Movement(stepId(payout), reason, payout.amount(), now());
    }

    private void announce(Payout payout) {
        index.list(payout);
        if (payout.state() instanceof PayoutState.Failed) {
            index.await(payout.key(), payout.id());
        }
        var view = payout.view();
        var event =
                switch (payout.state()) {
                    case PayoutState.Pending _ -> new PayoutCreated(view);
                    case PayoutState.InTransit _ -> new PayoutSent(view);
                    case PayoutState.Paid _ -> new PayoutPaid(view);
                    case PayoutState.Failed _ -> new PayoutFailed(view);
                };
        String id = stepId(payout);
        Instant at = balances.movementAt(payout.key(), id).orElseThrow(); // alike in every copy
        publisher.publish(List.of(new OutgoingEvent(event, payout.id(), id, payout.version(), at)));
    }

    /** Names the step that led here: its movement and its event. */
    private static String stepId(Payout payout) {
        return payout.id() + ":" + payout.version();
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis()); // as the database keeps it
    }
}
