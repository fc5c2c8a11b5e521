package io.tollbridge.contracts.settlements;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A batch was closed; it never changes again. Keyed by merchant id.
 *
 * @param refunds negative or zero
 * @param net gross plus refunds less fees
 * @param payableOn T+N
 * @param hash SHA-256 over its items, hex
 */
@EventType(value = "settlement.closed", topic = Topics.SETTLEMENTS)
public record SettlementClosed(
        String batchId,
        MerchantId merchantId,
        Mode mode,
        LocalDate settlementDate,
        int items,
        Money gross,
        Money refunds,
        Money fees,
        Money net,
        LocalDate payableOn,
        String hash,
        Instant at) {}
