package io.tollbridge.risk.rule;

import io.tollbridge.risk.rule.RiskRule.Action;
import io.tollbridge.risk.rule.RiskRule.AmountLimit;
import io.tollbridge.risk.rule.RiskRule.ListMatch;
import io.tollbridge.risk.rule.RiskRule.VelocityLimit;
import io.tollbridge.risk.rule.RiskRule.VelocityWindow;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A rule as operators see it and as it is stored; which fields are there depends on its kind.
 *
 * @param object always {@code risk.rule}
 * @param kind {@code amount, amount_when_degraded, velocity, list}
 */
public record RuleView(
        String id,
        String object,
        String name,
        String kind,
        String action,
        @Nullable String currency,
        @Nullable Long amountOver,
        @Nullable String subject,
        @Nullable Long windowSeconds,
        @Nullable Long maxCount,
        @Nullable String list,
        boolean enabled,
        Instant created) {

    static RuleView of(String name, RiskRule rule, Instant created) {
        String action = lower(rule.action());
        return switch (rule) {
            case AmountLimit amount ->
                    new RuleView(
                            amount.id(),
                            "risk.rule",
                            name,
                            amount.degradedOnly() ? "amount_when_degraded" : "amount",
                            action,
                            amount.currency(),
                            amount.overMinorUnits(),
                            null,
                            null,
                            null,
                            null,
                            true,
                            created);
            case VelocityLimit velocity ->
                    new RuleView(
                            velocity.id(),
                            "risk.rule",
                            name,
                            "velocity",
                            action,
                            null,
                            null,
                            lower(velocity.window().subject()),
                            velocity.window().seconds(),
                            velocity.maxCount(),
                            null,
                            true,
                            created);
            case ListMatch match ->
                    new RuleView(
                            match.id(),
                            "risk.rule",
                            name,
                            "list",
                            action,
                            null,
                            null,
                            null,
                            null,
                            null,
                            match.list(),
                            true,
                            created);
        };
    }

    /**
     * The rule itself.
     *
     * @throws IllegalArgumentException when a field of its kind is missing or out of range
     */
    RiskRule rule() {
        Action does = word(Action.class, "action", action);
        return switch (kind) {
            case "amount", "amount_when_degraded" ->
                    new AmountLimit(
                            id,
                            does,
                            present("currency", currency),
                            atLeast("amount_over", amountOver, 0),
                            kind.equals("amount_when_degraded"));
            case "velocity" ->
                    new VelocityLimit(
                            id,
                            does,
                            new VelocityWindow(
                                    word(RiskSubject.class, "subject", present("subject", subject)),
                                    atLeast("window_seconds", windowSeconds, 1)),
                            atLeast("max_count", maxCount, 0));
            case "list" -> new ListMatch(id, does, present("list", list));
            default ->
                    throw new IllegalArgumentException(
                            "kind: "
                                    + kind
                                    + " (expected: amount, amount_when_degraded, velocity, list)");
        };
    }

    /** The word of a constant on the wire. */
    public static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> E word(Class<E> type, String field, String text) {
        for (E value : type.getEnumConstants()) {
            if (lower(value).equals(text)) {
                return value;
            }
        }
        throw new IllegalArgumentException(field + ": " + text + " (expected: a known word)");
    }

    private static String present(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(field + ": absent (expected: a value)");
        }
        return value;
    }

    private static long atLeast(String field, @Nullable Long value, long least) {
        if (value == null || value < least) {
            throw new IllegalArgumentException(
                    field + ": " + value + " (expected: at least " + least + ")");
        }
        return value;
    }
}
