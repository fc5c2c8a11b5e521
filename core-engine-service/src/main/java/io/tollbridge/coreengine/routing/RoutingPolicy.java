package io.tollbridge.coreengine.routing;

import io.tollbridge.contracts.channels.ChannelStatus;
import io.tollbridge.kernel.Currency;
import java.util.Comparator;
import java.util.List;

/** Orders the channels that can take a payment, best first. Pure. */
public final class RoutingPolicy {

    private RoutingPolicy() {}

    /** The names of the channels to try, one after the other. */
    public static List<String> candidates(
            List<ChannelStatus> channels, String method, Currency currency) {
        return channels.stream()
                .filter(channel -> !channel.health().equals("down"))
                .filter(channel -> channel.methods().contains(method))
                .filter(channel ->
                        channel.currencies().isEmpty()
                                || channel.currencies().contains(currency.code()))
                .sorted(
                        Comparator.comparing((ChannelStatus c) -> c.health().equals("degraded"))
                                .thenComparingInt(ChannelStatus::priority)
                                .thenComparing(ChannelStatus::name))
                .map(ChannelStatus::name)
                .toList();
    }
}
