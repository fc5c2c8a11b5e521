package io.tollbridge.channel.channel;

import io.tollbridge.contracts.channels.ChannelAnswer;
import io.tollbridge.contracts.channels.OriginalOperation;
import java.time.Duration;

/** Tells what became of an operation. */
public interface Queries extends Channel {

    ChannelAnswer query(OriginalOperation original, Duration patience);
}
