package io.tollbridge.accounting.balance;

import io.tollbridge.kernel.Currency;
import io.tollbridge.starter.identity.AllowedFor;
import io.tollbridge.starter.identity.Caller.Kind;
import io.tollbridge.starter.problem.ProblemException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The trial balance, for the platform's people. */
@RestController
@RequestMapping("/v1/ledger")
class BalanceController {

    private final TrialBalance trialBalance;
    private final InstantSource clock;

    BalanceController(TrialBalance trialBalance, InstantSource clock) {
        this.trialBalance = trialBalance;
        this.clock = clock;
    }

    @GetMapping("/trial-balance")
    @AllowedFor(
            kinds = {Kind.OPERATOR, Kind.SERVICE},
            scope = "*")
    TrialBalanceView trialBalance(@RequestParam(required = false) @Nullable String currency) {
        Currency wanted = currency == null ? null : currency(currency);
        return TrialBalanceView.of(
                trialBalance.proven(),
                clock.instant(),
                each -> wanted == null || wanted.equals(each));
    }

    private static Currency currency(String code) {
        return Currency.find(code)
                .orElseThrow(() ->
                        ProblemException.badRequest(
                                "invalid_currency",
                                "currency",
                                "currency: " + code + " (expected: ISO 4217)"));
    }
}
