package io.tollbridge.contracts.channels;

import java.util.List;

/**
 * A channel for routing.
 *
 * @param priority lower is tried first
 * @param methods {@code card} ...
 * @param currencies alphabetic codes, empty for all
 * @param health {@code up, degraded, down}
 */
public record ChannelStatus(
        String name, int priority, List<String> methods, List<String> currencies, String health) {}
