package io.tollbridge.contracts.channels;

import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;

/**
 * A card to keep, readable by the vault only.
 *
 * @param jwe compact JWE, RSA-OAEP-256 with A256GCM, of the JSON {@code {"number", "exp_month",
 *     "exp_year", "cvc", "holder_name"}}
 */
public record TokenOrder(MerchantId merchantId, Mode mode, String jwe) {}
