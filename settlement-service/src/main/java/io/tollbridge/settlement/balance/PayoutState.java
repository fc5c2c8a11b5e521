package io.tollbridge.settlement.balance;

import java.time.LocalDate;

/** Where a payout stands; each state holds only what is true then. */
sealed interface PayoutState {

    /** Reserved; the bank may or may not have been told. */
    record Pending() implements PayoutState {}

    /** The bank has accepted the instruction. */
    record InTransit() implements PayoutState {}

    /** The bank statement shows the debit. */
    record Paid(LocalDate on, String bankReference) implements PayoutState {}

    /** The bank refused it, or the money came back. */
    record Failed(String reason) implements PayoutState {}

    /** Nothing is left to do for it; a paid one may still come back. */
    default boolean isFinal() {
        return switch (this) {
            case Pending _, InTransit _ -> false;
            case Paid _, Failed _ -> true;
        };
    }

    /** The word on the wire. */
    default String wire() {
        return switch (this) {
            case Pending _ -> "pending";
            case InTransit _ -> "in_transit";
            case Paid _ -> "paid";
            case Failed _ -> "failed";
        };
    }
}
