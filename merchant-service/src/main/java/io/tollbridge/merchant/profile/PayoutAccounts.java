package io.tollbridge.merchant.profile;

import io.tollbridge.contracts.merchants.PayoutAccount;
import io.tollbridge.merchant.profile.MerchantOrder.PayoutAccountOrder;
import io.tollbridge.starter.problem.ProblemException;
import java.util.Locale;
import org.iban4j.Iban;
import org.iban4j.Iban4jException;

/** Checks account numbers, and hides them. */
final class PayoutAccounts {

    private PayoutAccounts() {}

    static PayoutAccount of(PayoutAccountOrder order) {
        String compact = order.iban().replace(" ", "").toUpperCase(Locale.ROOT);
        try {
            return new PayoutAccount(order.holder().strip(), Iban.valueOf(compact).toString());
        } catch (Iban4jException _) { // its words may repeat the number: not passed on
            throw ProblemException.unprocessable(
                    "invalid_iban",
                    "iban",
                    "iban: " + masked(compact) + " (expected: a valid IBAN)");
        }
    }

    static PayoutAccount masked(PayoutAccount account) {
        return new PayoutAccount(account.holder(), masked(account.iban()));
    }

    /** The country with its check digits, and the last four. */
    private static String masked(String iban) {
        if (iban.length() < 12) {
            return "****";
        }
        return iban.substring(0, 4)
                + "*".repeat(iban.length() - 8)
                + iban.substring(iban.length() - 4);
    }
}
