package io.tollbridge.transaction.record;

import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import java.time.Instant;

/** One event of an object as it is stored. */
public record TimelineRow(
        String objectId,
        long sequence,
        String type,
        MerchantId merchantId,
        Mode mode,
        Instant at,
        byte[] body) {}
