package io.tollbridge.channel.channel;

import io.tollbridge.contracts.channels.ChannelAnswer;
import io.tollbridge.contracts.channels.FollowUpOrder;
import java.time.Duration;

/** Gives captured money back. */
public interface Refunds extends Channel {

    ChannelAnswer refund(FollowUpOrder order, Duration patience);
}
