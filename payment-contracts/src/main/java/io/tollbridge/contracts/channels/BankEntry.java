package io.tollbridge.contracts.channels;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;
import io.tollbridge.kernel.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One booked entry of a bank statement (camt.053 Ntry). Keyed by bank.
 *
 * @param amount always positive; {@code credit} tells the direction
 * @param endToEndId our payout id, when it is one of ours
 * @param bankReference the bank's own number (AcctSvcrRef), unique
 * @param returned a payout that came back
 */
@EventType(value = "statement.bank_entry", topic = Topics.STATEMENTS)
public record BankEntry(
        String bank,
        LocalDate date,
        String fileHash,
        int row,
        String account,
        Money amount,
        boolean credit,
        @Nullable String endToEndId,
        String bankReference,
        @Nullable String remittance,
        LocalDate valueDate,
        boolean returned) {}
