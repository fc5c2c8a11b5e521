package io.tollbridge.settlement.batch;

import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import io.tollbridge.settlement.balance.BalanceKey;
import io.tollbridge.settlement.balance.BalanceService;
import io.tollbridge.settlement.terms.Merchants;
import io.tollbridge.starter.identity.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a merchant has: here and not with the balances because open batches count as pending. */
@RestController
class BalanceController {

    private final BalanceService balances;
    private final CassandraBatchStore batches;
    private final CassandraBatchIndexStore index;

    BalanceController(
            BalanceService balances, CassandraBatchStore batches, CassandraBatchIndexStore index) {
        this.balances = balances;
        this.batches = batches;
        this.index = index;
    }

    /**
     * A merchant's balance, per currency.
     *
     * @param available may be paid out
     * @param inTransit on its way to the merchant's bank
     * @param pending captured, and not matured yet
     */
    record BalanceView(
            String object,
            MerchantId merchantId,
            boolean livemode,
            List<Money> available,
            List<Money> inTransit,
            List<Money> pending) {}

    @GetMapping("/v1/balance")
    BalanceView read(
            Caller caller,
            @RequestParam(name = "merchant_id", required = false) @Nullable String merchantId) {
        var merchant = Merchants.asked(caller, merchantId);
        var mode = caller.mode();
        var open = new TreeMap<String, Money>();
        for (var key : index.open(merchant, mode)) {
            if (!(batches.load(key) instanceof Batch.Sealed)) {
                var sum = Seal.over(key.currency(), batches.items(key)).net();
                open.merge(key.currency().code(), sum, Money::plus);
            }
        }
        balances.currencies(merchant, mode)
                .forEach(known -> open.putIfAbsent(known.code(), Money.zero(known)));
        var view =
                new BalanceView(
                        "balance",
                        merchant,
                        mode == Mode.LIVE,
                        new ArrayList<>(),
                        new ArrayList<>(),
                        new ArrayList<>());
        open.forEach((code, collecting) -> {
            var key = new BalanceKey(merchant, mode, Currency.of(code));
            var balance = balances.load(key);
            view.available().add(balance.free());
            view.inTransit().add(balance.reserved());
            view.pending().add(balance.pending().plus(collecting));
        });
        return view;
    }
}
