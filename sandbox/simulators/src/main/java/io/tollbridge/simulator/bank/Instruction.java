package io.tollbridge.simulator.bank;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** One credit transfer as read from a pain.001. */
record Instruction(
        String messageId,
        String paymentInfoId,
        String endToEndId,
        String debtorIban,
        LocalDate requestedDate,
        String currency,
        long amountMinor,
        String creditorName,
        String creditorIban,
        @Nullable String remittance) {

    /** The same money to the same account, whatever message it came in. */
    boolean paysTheSameAs(Instruction other) {
        return endToEndId.equals(other.endToEndId)
                && currency.equals(other.currency)
                && amountMinor == other.amountMinor
                && creditorIban.equals(other.creditorIban)
                && debtorIban.equals(other.debtorIban);
    }
}
