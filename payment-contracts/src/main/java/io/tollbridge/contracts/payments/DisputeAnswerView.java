package io.tollbridge.contracts.payments;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant answers in a dispute.
 *
 * @param id the same whenever it is sent: a channel takes it once
 * @param kind {@code accept} gives the money up, {@code challenge} asks for a decision
 * @param statement the merchant's words; null when it accepts
 * @param evidence the files that go with it
 */
public record DisputeAnswerView(
        String id,
        String kind,
        @Nullable String statement,
        List<EvidenceView> evidence,
        Instant at) {}
