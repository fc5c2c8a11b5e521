package io.tollbridge.merchant.profile;

import io.tollbridge.contracts.merchants.MerchantProfile;
import java.time.Instant;

/** A merchant as stored. */
record Merchant(MerchantProfile profile, Instant createdAt) {}
