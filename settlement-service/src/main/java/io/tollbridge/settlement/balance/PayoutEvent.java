package io.tollbridge.settlement.balance;

import java.time.LocalDate;

/** What can happen to a payout. */
sealed interface PayoutEvent {

    /** The bank took the instruction. */
    record Accepted() implements PayoutEvent {}

    /** The bank refused the instruction, for good. */
    record Refused(String reason) implements PayoutEvent {}

    /** The debit stands on the bank statement. */
    record Debited(LocalDate on, String bankReference) implements PayoutEvent {}

    /** The credit for a return stands on the bank statement. */
    record Returned(String bankReference) implements PayoutEvent {}
}
