package io.tollbridge.channel.channel;

import io.tollbridge.contracts.channels.ChannelAnswer;
import io.tollbridge.contracts.channels.FollowUpOrder;
import java.time.Duration;

/** Lets a part of an authorisation go; what is captured of it stands. Repeatable. */
public interface Releases extends Channel {

    ChannelAnswer release(FollowUpOrder order, Duration patience);
}
