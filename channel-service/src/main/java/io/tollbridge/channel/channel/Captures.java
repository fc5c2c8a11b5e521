package io.tollbridge.channel.channel;

import io.tollbridge.contracts.channels.ChannelAnswer;
import io.tollbridge.contracts.channels.FollowUpOrder;
import java.time.Duration;

/** Captures an earlier authorisation. */
public interface Captures extends Channel {

    ChannelAnswer capture(FollowUpOrder order, Duration patience);
}
