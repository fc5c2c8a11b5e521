package io.tollbridge.channel.channel;

import io.tollbridge.contracts.channels.ChannelAnswer;
import io.tollbridge.contracts.channels.OriginalOperation;
import java.time.Duration;

/** Undoes an operation, known or not; afterwards it can never take effect. Repeatable. */
public interface Reverses extends Channel {

    ChannelAnswer reverse(OriginalOperation original, Duration patience);
}
