package io.tollbridge.simulator.acquirer.iso;

import io.tollbridge.simulator.acquirer.books.ResponseCode;
import io.tollbridge.simulator.http.Problem;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Misbehaviour on command, for the next requests only. Kept in memory: a restart heals. */
public final class Faults {

    /** Where a dropped message is lost: before the books see it, or on the way back. */
    public enum Drop {
        NOTHING,
        REQUEST,
        ANSWER
    }

    /** What to do to one request. Millis of zero mean "at once". */
    public record Fault(
            @Nullable String mti,
            long delayMillis,
            long replyAfterMillis,
            Drop drop,
            boolean duplicate,
            boolean disconnect,
            @Nullable String declineCode,
            int remaining) {

        static final Fault NONE = new Fault(null, 0, 0, Drop.NOTHING, false, false, null, 0);

        boolean concerns(String requestMti) {
            return mti == null || mti.equals(requestMti);
        }

        Fault used() {
            return new Fault(
                    mti,
                    delayMillis,
                    replyAfterMillis,
                    drop,
                    duplicate,
                    disconnect,
                    declineCode,
                    remaining - 1);
        }
    }

    private static final Set<String> KNOWN =
            Set.of(
                    "mti",
                    "count",
                    "delay_millis",
                    "reply_after_millis",
                    "drop_next",
                    "duplicate_next",
                    "disconnect",
                    "decline_next");
    private static final long MILLIS_MAX = 600_000;
    private static final int COUNT_MAX = 1_000_000;

    private final List<Fault> armed = new ArrayList<>();

    synchronized Fault next(String mti) {
        for (int i = 0; i < armed.size(); i++) {
            Fault fault = armed.get(i);
            if (fault.concerns(mti)) {
                armed.set(i, fault.used());
                armed.removeIf(spent -> spent.remaining() <= 0);
                return fault;
            }
        }
        return Fault.NONE;
    }

    public synchronized List<Fault> armed() {
        return List.copyOf(armed);
    }

    public synchronized void clear() {
        armed.clear();
    }

    public synchronized Fault arm(Map<String, Object> wish) {
        Iterator<String> unknown =
                wish.keySet().stream().filter(k -> !KNOWN.contains(k)).iterator();
        if (unknown.hasNext()) {
            String name = unknown.next();
            throw new Problem(400, "unknown_fault", name + " (expected: " + KNOWN + ")", name);
        }
        Fault fault =
                new Fault(
                        wish.get("mti") instanceof String mti ? mti : null,
                        number(wish, "delay_millis", 0, MILLIS_MAX),
                        number(wish, "reply_after_millis", 0, MILLIS_MAX),
                        drop(wish.get("drop_next")),
                        asked(wish.get("duplicate_next")),
                        asked(wish.get("disconnect")),
                        declineCode(wish.get("decline_next")),
                        (int) number(wish, "count", countIn(wish), COUNT_MAX));
        armed.add(fault);
        return fault;
    }

    /** {@code drop_next: 3} is short for {@code drop_next: true, count: 3}. */
    private static long countIn(Map<String, Object> wish) {
        return wish.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("_next"))
                .map(Map.Entry::getValue)
                .filter(Number.class::isInstance)
                .mapToLong(value -> ((Number) value).longValue())
                .max()
                .orElse(1);
    }

    private static Drop drop(@Nullable Object wish) {
        if (wish instanceof String where) {
            return switch (where) {
                case "request" -> Drop.REQUEST;
                case "answer" -> Drop.ANSWER;
                default ->
                        throw new Problem(
                                400,
                                "invalid_fault",
                                "drop_next: " + where + " (expected: true, request or answer)",
                                "drop_next");
            };
        }
        return asked(wish) ? Drop.REQUEST : Drop.NOTHING;
    }

    private static @Nullable String declineCode(@Nullable Object wish) {
        if (wish instanceof String code) {
            if (code.length() != 2) {
                throw new Problem(
                        400, "invalid_fault", "decline_next: two characters", "decline_next");
            }
            return code;
        }
        return asked(wish) ? ResponseCode.DO_NOT_HONOR : null;
    }

    private static boolean asked(@Nullable Object wish) {
        return Boolean.TRUE.equals(wish) || (wish instanceof Number n && n.longValue() > 0);
    }

    private static long number(Map<String, Object> wish, String name, long otherwise, long max) {
        Object value = wish.get(name);
        long number = value instanceof Number given ? given.longValue() : otherwise;
        if (number < 0 || number > max || (value != null && !(value instanceof Number))) {
            throw new Problem(
                    400,
                    "invalid_fault",
                    name + ": " + value + " (expected: 0 to " + max + ")",
                    name);
        }
        return number;
    }
}
