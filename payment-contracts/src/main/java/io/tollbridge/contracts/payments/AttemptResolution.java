package io.tollbridge.contracts.payments;

import io.tollbridge.contracts.channels.ChannelAnswer;

/**
 * What is known of an open attempt.
 *
 * @param answer {@code APPROVED} or {@code DECLINED} as found, or {@code REVERSED} when it is
 *     fenced; {@code UNCLEAR} to say that nothing is known, which makes a sent attempt unknown
 * @param evidence how we know: {@code query}, {@code reversal}, {@code late_answer}, {@code watch}
 */
public record AttemptResolution(ChannelAnswer answer, String evidence) {}
