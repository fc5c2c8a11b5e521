package io.tollbridge.contracts.payments;

import io.tollbridge.kernel.PaymentId;
import java.util.List;
import java.util.Map;

/**
 * Which events of these payments were seen.
 *
 * @param ends how far the topic of payments went at some moment: the next offset, by partition;
 *     empty for who does not ask for {@code past}
 */
public record SeenQuestion(Map<Integer, Long> ends, List<PaymentId> payments) {}
