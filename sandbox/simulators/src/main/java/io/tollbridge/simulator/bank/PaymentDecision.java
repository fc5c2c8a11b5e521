package io.tollbridge.simulator.bank;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What to do with an accepted payment now. Pure: the books, the day and a flag decide. */
sealed interface PaymentDecision {

    String NO_MONEY = "AM04";
    String ACCOUNT_CLOSED = "AC04";

    /** Not due, or due and waiting for money until its day is over. */
    record Wait() implements PaymentDecision {}

    record Pay(LocalDate on) implements PaymentDecision {}

    record Reject(String code, String why) implements PaymentDecision {}

    /**
     * {@code dayIsOver}: today is later than the payment's day and late credits had their chance.
     */
    static PaymentDecision on(
            LocalDate today, Payment payment, BankState books, boolean dayIsOver) {
        if (payment.executionDate().isAfter(today)) {
            return new Wait();
        }
        if (payment.fault() == Payment.Fault.REJECT) {
            return new Reject(ACCOUNT_CLOSED, "creditor account closed");
        }
        LocalDate day = payableOn(books, payment, today);
        if (day != null) {
            return new Pay(day);
        }
        return dayIsOver ? new Reject(NO_MONEY, "insufficient funds") : new Wait();
    }

    /** The earliest day from the execution date on since whose end the money was always there. */
    private static @Nullable LocalDate payableOn(
            BankState books, Payment payment, LocalDate today) {
        String currency = payment.instruction().currency();
        long amount = payment.instruction().amountMinor();
        if (books.balance(currency) < amount) {
            return null;
        }
        LocalDate first = books.bookable(payment.executionDate());
        LocalDate day = today.isAfter(first) ? today : first;
        while (day.isAfter(first) && books.balanceThrough(currency, day.minusDays(1)) >= amount) {
            day = day.minusDays(1);
        }
        return day;
    }
}
