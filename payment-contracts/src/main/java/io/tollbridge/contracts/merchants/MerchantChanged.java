package io.tollbridge.contracts.merchants;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;

/** A merchant was created or changed. Keyed by merchant id. */
@EventType(value = "merchant.changed", topic = Topics.MERCHANTS)
public record MerchantChanged(MerchantProfile merchant) {}
