package io.tollbridge.settlement.balance;

import io.tollbridge.kernel.Money;

/** Whether a balance is paid out now. */
final class PayoutPolicy {

    private PayoutPolicy() {}

    /**
     * True when all that is free may go to this account: there is something, not too little, and it
     * is not the very payout that failed last.
     */
    static boolean pays(Balance balance, Money minimum, String iban) {
        var free = balance.free();
        return free.isPositive()
                && !minimum.isMoreThan(free)
                && !balance.unpaid().isEmpty()
                && !Balance.refusal(iban, balance.unpaid()).equals(balance.refused());
    }
}
