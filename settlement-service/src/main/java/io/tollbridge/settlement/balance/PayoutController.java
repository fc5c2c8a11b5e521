package io.tollbridge.settlement.balance;

import io.tollbridge.contracts.settlements.PayoutView;
import io.tollbridge.settlement.balance.CassandraPayoutIndexStore.Listed;
import io.tollbridge.settlement.terms.Merchants;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.list.Cursor;
import io.tollbridge.starter.list.Limit;
import io.tollbridge.starter.list.ListView;
import io.tollbridge.starter.problem.ProblemException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads payouts. */
@RestController
@RequestMapping("/v1/payouts")
class PayoutController {

    private static final Listed END_OF_TIME = new Listed("", Instant.parse("9999-12-31T23:59:59Z"));

    private final BalanceService balances;
    private final CassandraPayoutIndexStore index;

    PayoutController(BalanceService balances, CassandraPayoutIndexStore index) {
        this.balances = balances;
        this.index = index;
    }

    @GetMapping
    ListView<PayoutView> list(
            Caller caller,
            @RequestParam(name = "merchant_id", required = false) @Nullable String merchantId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var merchant = Merchants.asked(caller, merchantId);
        int size = Limit.of(limit);
        var before = cursor == null ? END_OF_TIME : place(cursor);
        var found = index.ofMerchant(merchant, caller.mode(), before, size + 1);
        var page = found.subList(0, Math.min(size, found.size()));
        var last = found.size() > size ? page.getLast() : null;
        String next =
                last == null ? null : Cursor.encode(last.created().toString(), last.payoutId());
        return ListView.of(
                "/v1/payouts",
                page.stream().flatMap(row -> find(caller, row.payoutId()).stream()).toList(),
                next);
    }

    private static Listed place(String cursor) {
        return Cursor.read(
                cursor, words -> new Listed(words.get(1), Instant.parse(words.getFirst())));
    }

    @GetMapping("/{id}")
    PayoutView read(Caller caller, @PathVariable String id) {
        return find(caller, id).orElseThrow(() -> ProblemException.notFound("payout", id));
    }

    private Optional<PayoutView> find(Caller caller, String id) {
        return index.balanceOf(id)
                .filter(key -> key.mode() == caller.mode())
                .filter(key -> caller.isOperator() || key.merchant().equals(caller.merchant()))
                .flatMap(key -> balances.payout(key, id))
                .map(Payout::view);
    }
}
