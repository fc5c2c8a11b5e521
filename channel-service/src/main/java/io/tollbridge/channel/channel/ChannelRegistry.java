package io.tollbridge.channel.channel;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The channels of this installation, by name, in order of priority. */
@Component
class ChannelRegistry {

    private final Map<String, GuardedChannel> byName = new LinkedHashMap<>();

    ChannelRegistry(List<Channel> channels, MeterRegistry meters) {
        channels.stream()
                .sorted(Comparator.comparingInt(Channel::priority))
                .forEach(channel -> add(new GuardedChannel(channel, meters)));
    }

    private void add(GuardedChannel guarded) {
        if (byName.put(guarded.channel().name(), guarded) != null) {
            throw new IllegalStateException(
                    "channel " + guarded.channel().name() + ": there are two (expected: one)");
        }
    }

    Optional<GuardedChannel> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Collection<GuardedChannel> all() {
        return byName.values();
    }
}
