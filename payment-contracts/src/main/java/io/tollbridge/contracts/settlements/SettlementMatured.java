package io.tollbridge.contracts.settlements;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import java.time.Instant;

/** T+N has come: the batch's net moved from pending to available. Keyed by merchant id. */
@EventType(value = "settlement.matured", topic = Topics.SETTLEMENTS)
public record SettlementMatured(
        String batchId, MerchantId merchantId, Mode mode, Money net, Instant at) {}
