package io.tollbridge.settlement.batch;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What a batch says of itself. */
sealed interface Batch {

    /** Takes items. */
    record Open() implements Batch {}

    /** Takes none any more; its totals are being made. */
    record Shut() implements Batch {}

    /** Closed for ever. */
    record Sealed(Seal seal, LocalDate payableOn, Instant closedAt, @Nullable Instant maturedAt)
            implements Batch {}
}
