package io.tollbridge.soak.fault;

import java.util.Map;

/** What the acquirer's fault API is asked for, by the number that was drawn. */
final class ChannelFault {

    private ChannelFault() {}

    /** As {@code POST /__admin/faults} takes it. */
    static Map<String, Object> of(PlannedFault fault) {
        return switch (fault.choice()) {
            case 0 -> Map.of("drop_next", "request", "count", 2);
            case 1 -> Map.of("drop_next", "answer", "count", 2);
            case 2 -> Map.of("duplicate_next", 3);
            case 3 -> Map.of("disconnect", true);
            case 4 -> Map.of("disconnect", "now");
            case 5 -> Map.of("delay_millis", fault.forMillis(), "count", 2);
            case 6 -> Map.of("reply_after_millis", fault.forMillis() * 3, "count", 2);
            default -> throw new IllegalArgumentException("choice: " + fault.choice());
        };
    }
}
