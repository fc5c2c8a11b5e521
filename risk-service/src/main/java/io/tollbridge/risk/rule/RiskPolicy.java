package io.tollbridge.risk.rule;

import io.tollbridge.risk.rule.RiskRule.Action;
import io.tollbridge.risk.rule.RiskRule.AmountLimit;
import io.tollbridge.risk.rule.RiskRule.ListMatch;
import io.tollbridge.risk.rule.RiskRule.VelocityLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Weighs the rules. Pure: the same rules, facts and counts give the same verdict. */
public final class RiskPolicy {

    private static final String ANY_CURRENCY = "*";
    private static final int MOST_PRESSURE = 40;

    private RiskPolicy() {}

    /**
     * A decision with its reasons.
     *
     * @param score 0 to 40 allowed, by how near the busiest counter is to its limit; 60 to 85 for a
     *     review and 90 to 100 for a block, by how many rules agree
     * @param reasons ids of the rules that led to it; an allow list is named too
     */
    public record Verdict(Action action, int score, List<String> reasons, boolean degraded) {}

    public static Verdict decide(RuleSet set, RiskFacts facts, VelocityCounts counts) {
        Set<String> lists = set.listsOf(facts);
        var fired = new ArrayList<RiskRule>();
        for (RiskRule rule : set.rules()) {
            if (fires(rule, set, facts, counts, lists)) {
                fired.add(rule);
            }
        }
        Action action = deciding(fired);
        var reasons =
                fired.stream()
                        .filter(rule -> rule.action() == action)
                        .map(RiskRule::id)
                        .sorted()
                        .toList();
        int score = score(action, reasons.size(), set, counts);
        return new Verdict(action, score, reasons, !counts.known());
    }

    private static boolean fires(
            RiskRule rule, RuleSet set, RiskFacts facts, VelocityCounts counts, Set<String> lists) {
        return switch (rule) {
            case AmountLimit limit ->
                    (!limit.degradedOnly() || !counts.known())
                            && speaksFor(limit, set, facts.amount().currency().code())
                            && facts.amount().minorUnits() > limit.overMinorUnits();
            case VelocityLimit limit -> counts.of(limit.window()) > limit.maxCount();
            case ListMatch match -> lists.contains(match.list());
        };
    }

    private static boolean speaksFor(AmountLimit limit, RuleSet set, String currency) {
        return limit.currency().equals(currency)
                || (limit.currency().equals(ANY_CURRENCY) && !set.namesCurrency(limit, currency));
    }

    private static Action deciding(List<RiskRule> fired) {
        boolean blockListed = fired.stream().anyMatch(rule -> isList(rule, Action.BLOCK));
        boolean allowListed = fired.stream().anyMatch(rule -> isList(rule, Action.ALLOW));
        if (blockListed) {
            return Action.BLOCK;
        }
        if (allowListed) {
            return Action.ALLOW;
        }
        return fired.stream().map(RiskRule::action).max(Action::compareTo).orElse(Action.ALLOW);
    }

    private static boolean isList(RiskRule rule, Action action) {
        return rule instanceof ListMatch && rule.action() == action;
    }

    private static int score(Action action, int agreeing, RuleSet set, VelocityCounts counts) {
        return switch (action) {
            case BLOCK -> Math.min(100, 85 + 5 * agreeing);
            case REVIEW -> Math.min(85, 55 + 5 * agreeing);
            case ALLOW -> agreeing > 0 ? 0 : pressure(set, counts);
        };
    }

    private static int pressure(RuleSet set, VelocityCounts counts) {
        long most = 0;
        for (RiskRule rule : set.rules()) {
            if (rule instanceof VelocityLimit limit && limit.maxCount() > 0) {
                long count = Math.min(counts.of(limit.window()), limit.maxCount());
                most = Math.max(most, count * MOST_PRESSURE / limit.maxCount());
            }
        }
        return (int) Math.min(most, MOST_PRESSURE);
    }
}
