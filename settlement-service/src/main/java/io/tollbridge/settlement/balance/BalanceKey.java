package io.tollbridge.settlement.balance;

import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;

/** Names a balance. */
public record BalanceKey(MerchantId merchant, Mode mode, Currency currency) {

    Money zero() {
        return Money.zero(currency);
    }
}
