package io.tollbridge.contracts.channels;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;
import java.time.LocalDate;
import java.util.List;

/** All entries of a bank's statement of one day have been published. */
@EventType(value = "statement.bank_completed", topic = Topics.STATEMENTS)
public record BankStatementCompleted(
        String bank, LocalDate date, String fileHash, int entries, List<BankBalance> balances) {}
