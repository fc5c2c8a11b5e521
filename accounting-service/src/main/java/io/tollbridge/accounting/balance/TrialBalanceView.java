package io.tollbridge.accounting.balance;

import io.tollbridge.accounting.balance.AccountController.AccountView;
import io.tollbridge.accounting.balance.Accounts.Held;
import io.tollbridge.accounting.balance.TrialBalance.Proof;
import io.tollbridge.accounting.balance.TrialBalance.Result;
import io.tollbridge.kernel.Currency;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The trial balance, in minor units.
 *
 * @param object always {@code trial_balance}
 * @param balanced every difference is 0 and every check is equal
 */
record TrialBalanceView(
        String object, Instant at, boolean balanced, List<CurrencyView> currencies) {

    /**
     * One currency.
     *
     * @param difference debits less credits; 0
     */
    record CurrencyView(
            String currency,
            BigInteger debits,
            BigInteger credits,
            BigInteger difference,
            CheckView check,
            List<AccountView> accounts) {}

    /** The same from the postings, the entries of the accounts, and the balances. */
    record CheckView(boolean equal, SumsView postings, SumsView entries, SumsView balances) {}

    /** Both sides and the number of lines. */
    record SumsView(BigInteger debits, BigInteger credits, long lines) {
        static SumsView of(Sums sums) {
            return new SumsView(sums.debits(), sums.credits(), sums.entries());
        }
    }

    static TrialBalanceView of(Result result, Instant at, Predicate<Currency> wanted) {
        var views =
                result.proofs().entrySet().stream()
                        .filter(proof -> wanted.test(proof.getKey()))
                        .map(proof -> currency(proof.getKey(), proof.getValue(), result))
                        .toList();
        boolean balanced =
                views.stream().allMatch(view -> view.difference.signum() == 0 && view.check.equal);
        return new TrialBalanceView("trial_balance", at, balanced, views);
    }

    private static CurrencyView currency(Currency currency, Proof proof, Result result) {
        var accounts = result.totals().accounts().getOrDefault(currency, Map.of());
        Sums all = proof.balances();
        return new CurrencyView(
                currency.code(),
                all.debits(),
                all.credits(),
                all.difference(),
                new CheckView(
                        proof.isEqual(),
                        SumsView.of(proof.postings()),
                        SumsView.of(proof.entries()),
                        SumsView.of(all)),
                accounts.entrySet().stream()
                        .map(each ->
                                AccountView.of(new Held(each.getKey(), currency, each.getValue())))
                        .toList());
    }
}
