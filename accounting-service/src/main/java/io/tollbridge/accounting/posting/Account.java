package io.tollbridge.accounting.posting;

import io.tollbridge.kernel.MerchantId;

/**
 * One account: a line of the chart and, where that has them, a sub-account. As text {@code
 * 1110:acquirer}, {@code 4010}.
 *
 * @param sub the channel, bank or merchant; empty where the chart has no sub-accounts
 */
public record Account(Chart chart, String sub) implements Comparable<Account> {

    public Account {
        if ((chart.owner() == Chart.Owner.NONE) != sub.isEmpty()
                || !sub.chars().allMatch(c -> c >= ' ' && c != ':')) {
            throw new IllegalArgumentException(
                    "account: "
                            + chart.code()
                            + ":"
                            + sub
                            + " (expected: a sub-account of "
                            + chart.owner()
                            + ")");
        }
    }

    /** Reads {@code 1110:acquirer} or {@code 4010}. */
    public static Account of(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? Chart.ofCode(text).account()
                : Chart.ofCode(text.substring(0, colon)).of(text.substring(colon + 1));
    }

    /** True when this account holds what the platform owes to, or is owed by, this merchant. */
    public boolean isOf(MerchantId merchant) {
        return chart.owner() == Chart.Owner.MERCHANT && sub.equals(merchant.value());
    }

    @Override
    public int compareTo(Account other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return sub.isEmpty() ? chart.code() : chart.code() + ":" + sub;
    }
}
