package io.tollbridge.simulator.bank;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A booking on an account: positive amounts are credits. Never changed afterwards. */
record Entry(
        String servicerReference,
        Kind kind,
        String currency,
        long amountMinor,
        LocalDate bookedOn,
        LocalDate valueDate,
        String reference,
        @Nullable String messageId,
        String counterparty,
        @Nullable String counterpartyIban,
        @Nullable String remittance) {

    /** Why money moved; {@code reference} is the credit's id or the payment's end-to-end id. */
    enum Kind {
        INCOMING_CREDIT,
        PAYMENT,
        PAYMENT_RETURN
    }
}
