package io.tollbridge.settlement.balance;

import io.tollbridge.kernel.Money;
import java.util.List;
import java.util.stream.Stream;

/**
 * A balance at one version.
 *
 * @param available matured and not paid out, reserved included; negative when refunds outran sales
 * @param reserved the part of it that payouts on their way will take
 * @param pending settled and not matured yet
 * @param unpaid matured batches that no payout has taken up
 * @param payouts how many payouts were ever made: with the batches it makes the next one's id
 * @param refused what the last failed payout was, destination and batches; not tried again as it is
 */
public record Balance(
        long version,
        Money available,
        Money reserved,
        Money pending,
        List<String> unpaid,
        int payouts,
        String refused) {

    static Balance empty(BalanceKey key) {
        return new Balance(0, key.zero(), key.zero(), key.zero(), List.of(), 0, "");
    }

    /** What a payout may take. */
    public Money free() {
        return available.minus(reserved);
    }

    Balance settled(Money net) {
        return new Balance(
                version + 1, available, reserved, pending.plus(net), unpaid, payouts, refused);
    }

    Balance matured(String batch, Money net) {
        var more = Stream.concat(unpaid.stream(), Stream.of(batch)).toList();
        return new Balance(
                version + 1,
                available.plus(net),
                reserved,
                pending.minus(net),
                more,
                payouts,
                refused);
    }

    Balance reserve(Money amount) {
        if (!amount.isPositive() || amount.isMoreThan(free())) {
            throw new IllegalArgumentException("amount: " + amount + " (expected: <= " + free());
        }
        return new Balance(
                version + 1,
                available,
                reserved.plus(amount),
                pending,
                List.of(),
                payouts + 1,
                refused);
    }

    /** The payout is still on its way: nothing moves but the version. */
    Balance touched() {
        return new Balance(version + 1, available, reserved, pending, unpaid, payouts, refused);
    }

    Balance post(Money amount) {
        return new Balance(
                version + 1,
                available.minus(amount),
                reserved.minus(amount),
                pending,
                unpaid,
                payouts,
                refused);
    }

    /** A payout that was not made: its money is free, its batches wait for another. */
    Balance release(Payout payout) {
        return failed(payout, available, reserved.minus(payout.amount()));
    }

    /** A payout that came back after it was made. */
    Balance returned(Payout payout) {
        return failed(payout, available.plus(payout.amount()), reserved);
    }

    private Balance failed(Payout payout, Money nowAvailable, Money nowReserved) {
        var batches = Stream.concat(payout.batches().stream(), unpaid.stream()).toList();
        return new Balance(
                version + 1,
                nowAvailable,
                nowReserved,
                pending,
                batches,
                payouts,
                refusal(payout.iban(), batches));
    }

    static String refusal(String iban, List<String> batches) {
        return iban + "|" + String.join(",", batches);
    }
}
