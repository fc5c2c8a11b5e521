package io.tollbridge.channel.channel;

import io.tollbridge.channel.vault.Card;
import io.tollbridge.contracts.channels.AuthoriseOrder;
import io.tollbridge.contracts.channels.ChannelAnswer;
import java.time.Duration;

/** Authorises a card, or takes the money at once when the order says so. */
public interface Authorises extends Channel {

    ChannelAnswer authorise(AuthoriseOrder order, Card card, Duration patience);
}
