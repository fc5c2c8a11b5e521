package io.tollbridge.contracts.operations;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;

/** Business time is system time plus this. Key {@code clock}; the topic is compacted. */
@EventType(value = "clock.advanced", topic = Topics.CLOCK)
public record ClockAdvanced(long offsetMillis) {}
