package io.tollbridge.contracts.channels;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;
import io.tollbridge.kernel.AttemptId;

/** A channel answered after its caller had stopped waiting. */
@EventType(value = "channel.late_answer", topic = Topics.CHANNEL_OUTCOMES)
public record LateAnswer(String channel, AttemptId reference, ChannelAnswer answer) {}
