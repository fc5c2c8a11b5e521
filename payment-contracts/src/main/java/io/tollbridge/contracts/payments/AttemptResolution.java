package io.tollbridge.contracts.payments;

import io.tollbridge.contracts.channels.ChannelAnswer;

/**
 * What the channel said of an attempt that was unknown.
 *
 * @param answer {@code APPROVED} or {@code DECLINED} as found, or {@code REVERSED} when it is
 *     fenced
 * @param evidence how we know: {@code query}, {@code reversal}, {@code late_answer}, {@code
 *     statement}
 */
public record AttemptResolution(ChannelAnswer answer, String evidence) {}
