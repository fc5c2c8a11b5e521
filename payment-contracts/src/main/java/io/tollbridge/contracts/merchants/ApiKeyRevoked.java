package io.tollbridge.contracts.merchants;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;
import io.tollbridge.kernel.MerchantId;

/** A key must no longer be honoured. Keyed by key id. */
@EventType(value = "merchant.api_key_revoked", topic = Topics.MERCHANTS)
public record ApiKeyRevoked(String keyId, MerchantId merchantId) {}
