package io.tollbridge.settlement.balance;

import io.tollbridge.contracts.settlements.PayoutView;
import io.tollbridge.kernel.Ids;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** One payout: what was decided, and where it stands. */
record Payout(
        String id,
        BalanceKey key,
        Money amount,
        String holder,
        String iban,
        List<String> batches,
        Instant created,
        long version,
        PayoutState state) {

    /** The same for the same decision on the same balance, however often it is taken. */
    static String idOf(BalanceKey key, Balance balance) {
        return "po_"
                + Ids.derived(
                        key.merchant().value(),
                        key.mode().wire(),
                        key.currency().code(),
                        String.join(",", balance.unpaid()),
                        Integer.toString(balance.payouts()));
    }

    Payout at(PayoutState next) {
        return new Payout(id, key, amount, holder, iban, batches, created, version + 1, next);
    }

    PayoutView view() {
        LocalDate arrival = null;
        String bankReference = null;
        String failure = null;
        switch (state) {
            case PayoutState.Pending _, PayoutState.InTransit _ -> {}
            case PayoutState.Paid(var on, var reference) -> {
                arrival = on;
                bankReference = reference;
            }
            case PayoutState.Failed(var reason) -> failure = reason;
        }
        return new PayoutView(
                id,
                "payout",
                key.merchant(),
                key.mode() == Mode.LIVE,
                amount.minorUnits(),
                key.currency().code(),
                state.wire(),
                masked(),
                batches,
                arrival,
                bankReference,
                failure,
                created,
                version);
    }

    private String masked() {
        return iban.substring(0, 4) + "****" + iban.substring(iban.length() - 4);
    }
}
