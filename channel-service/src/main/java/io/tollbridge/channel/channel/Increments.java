package io.tollbridge.channel.channel;

import io.tollbridge.contracts.channels.ChannelAnswer;
import io.tollbridge.contracts.channels.FollowUpOrder;
import java.time.Duration;

/** Holds more on a standing authorisation. Repeatable: the reference has one effect. */
public interface Increments extends Channel {

    ChannelAnswer increment(FollowUpOrder order, Duration patience);
}
