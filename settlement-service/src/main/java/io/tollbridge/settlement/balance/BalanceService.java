package io.tollbridge.settlement.balance;

import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import io.tollbridge.starter.event.NotYetException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Moves balances; each movement once, however often it is asked for. */
@Service
public class BalanceService {

    private static final int TRIES = 8;

    private final CassandraBalanceStore store;
    private final CassandraPayoutIndexStore payouts;
    private final InstantSource clock;

    BalanceService(
            CassandraBalanceStore store, CassandraPayoutIndexStore payouts, InstantSource clock) {
        this.store = store;
        this.payouts = payouts;
        this.clock = clock;
    }

    /** A batch was closed: its net is pending. */
    public void settled(BalanceKey key, String batchId, Money net) {
        store.register(key);
        move(key, batchId + ":closed", net, balance -> balance.settled(net));
    }

    /** A batch has matured: its net is available. Returns when that was. */
    public Instant matured(BalanceKey key, String batchId, Money net) {
        var at = move(key, batchId + ":matured", net, balance -> balance.matured(batchId, net));
        payouts.await(key, batchId); // after the money is there: who sees this sees that
        return at;
    }

    public Balance load(BalanceKey key) {
        return store.load(key);
    }

    public List<Currency> currencies(MerchantId merchant, Mode mode) {
        return store.currencies(merchant, mode);
    }

    Optional<Payout> payout(BalanceKey key, String payoutId) {
        return store.payout(key, payoutId);
    }

    /** When a movement was made; empty when it was not. */
    Optional<Instant> movementAt(BalanceKey key, String id) {
        return store.movementAt(key, id);
    }

    private Instant move(BalanceKey key, String id, Money amount, UnaryOperator<Balance> step) {
        String reason = id.substring(id.lastIndexOf(':') + 1);
        for (int i = 0; i < TRIES; i++) {
            var made = store.movementAt(key, id);
            if (made.isPresent()) {
                return made.get();
            }
            var before = store.load(key);
            apply(key, before, step.apply(before), new Movement(id, reason, amount, now()), null);
        }
        throw new NotYetException(id + ": balance not moved (tried again later)");
    }

    /** One try at a move; whether it is known to have been made. */
    boolean apply(
            BalanceKey key,
            Balance before,
            Balance after,
            Movement movement,
            @Nullable Payout payout) {
        return store.apply(key, before, after, movement, payout);
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis()); // as the database keeps it
    }
}
