package io.tollbridge.accounting.balance;

import io.tollbridge.accounting.balance.AccountController.AccountView;
import io.tollbridge.accounting.balance.Accounts.Held;
import io.tollbridge.accounting.balance.TrialBalance.Proof;
import io.tollbridge.accounting.balance.TrialBalance.Result;
import io.tollbridge.accounting.posting.Account;
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
     * @param unproven the accounts that differ; empty when the check is equal
     */
    record CurrencyView(
            String currency,
            BigInteger debits,
            BigInteger credits,
            BigInteger difference,
            CheckView check,
            List<UnprovenView> unproven,
            List<AccountView> accounts) {}

    /**
     * The same from the postings, the entries of the accounts, and the balances.
     *
     * @param equal for every single account
     */
    record CheckView(boolean equal, SumsView postings, SumsView entries, SumsView balances) {}

    /**
     * An account whose sums are not the same in the three. Postings are what is booked; the other
     * two follow from them.
     *
     * @param difference by how much they are apart, both sides together; 0 when only the numbers of
     *     lines are
     */
    record UnprovenView(
            String account,
            BigInteger difference,
            SumsView postings,
            SumsView entries,
            SumsView balances) {

        static UnprovenView of(Account account, Proof proof) {
            return new UnprovenView(
                    account.toString(),
                    proof.difference(),
                    SumsView.of(proof.postings()),
                    SumsView.of(proof.entries()),
                    SumsView.of(proof.balances()));
        }
    }

    /** Both sides and the number of lines. */
    record SumsView(BigInteger debits, BigInteger credits, long lines) {
        static SumsView of(Sums sums) {
            return new SumsView(sums.debits(), sums.credits(), sums.entries());
        }
    }

    static TrialBalanceView of(Result result, Instant at, Predicate<Currency> wanted) {
        var views =
                result.accounts().keySet().stream()
                        .filter(wanted)
                        .map(currency -> currency(currency, result))
                        .toList();
        boolean balanced =
                views.stream().allMatch(view -> view.difference.signum() == 0 && view.check.equal);
        return new TrialBalanceView("trial_balance", at, balanced, views);
    }

    private static CurrencyView currency(Currency currency, Result result) {
        Proof all = result.of(currency);
        var unproven = result.unproven(currency);
        return new CurrencyView(
                currency.code(),
                all.balances().debits(),
                all.balances().credits(),
                all.balances().difference(),
                new CheckView(
                        unproven.isEmpty(),
                        SumsView.of(all.postings()),
                        SumsView.of(all.entries()),
                        SumsView.of(all.balances())),
                unproven.entrySet().stream()
                        .map(each -> UnprovenView.of(each.getKey(), each.getValue()))
                        .toList(),
                result.accounts().getOrDefault(currency, Map.of()).entrySet().stream()
                        .map(each ->
                                AccountView.of(
                                        new Held(
                                                each.getKey(),
                                                currency,
                                                each.getValue().balances())))
                        .toList());
    }
}
