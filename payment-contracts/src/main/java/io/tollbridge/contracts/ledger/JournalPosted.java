package io.tollbridge.contracts.ledger;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.PaymentId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A balanced posting in one currency was booked. Keyed by merchant id where there is one, else by
 * posting id.
 *
 * @param rule the row of the posting rules, {@code capture}, {@code merchant_fee} ...
 * @param sourceEvent the event it books
 * @param period the accounting day
 */
@EventType(value = "ledger.journal_posted", topic = Topics.LEDGER)
public record JournalPosted(
        UUID postingId,
        String rule,
        String sourceEvent,
        @Nullable MerchantId merchantId,
        @Nullable PaymentId paymentId,
        LocalDate period,
        String currency,
        List<PostingLine> lines,
        Instant at) {}
