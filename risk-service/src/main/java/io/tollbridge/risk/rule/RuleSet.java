package io.tollbridge.risk.rule;

import io.tollbridge.risk.rule.RiskRule.AmountLimit;
import io.tollbridge.risk.rule.RiskRule.VelocityLimit;
import io.tollbridge.risk.rule.RiskRule.VelocityWindow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All enabled rules with their lists, as one unchanging whole. */
public final class RuleSet {

    private final List<RiskRule> rules;
    private final List<VelocityWindow> windows;
    private final Set<String> namedCurrencies = new HashSet<>();
    private final Map<Entry, Set<String>> listsByEntry = new HashMap<>();

    /** One member of a list. */
    public record Member(String list, RiskSubject subject, String value) {}

    private record Entry(RiskSubject subject, String value) {}

    public RuleSet(List<RiskRule> rules, List<Member> members) {
        this.rules = List.copyOf(rules);
        this.windows =
                rules.stream()
                        .filter(VelocityLimit.class::isInstance)
                        .map(rule -> ((VelocityLimit) rule).window())
                        .distinct()
                        .toList();
        for (RiskRule rule : rules) {
            if (rule instanceof AmountLimit limit) {
                namedCurrencies.add(key(limit, limit.currency()));
            }
        }
        for (Member member : members) {
            listsByEntry
                    .computeIfAbsent(
                            new Entry(member.subject(), member.value()), _ -> new HashSet<>())
                    .add(member.list());
        }
    }

    public List<RiskRule> rules() {
        return rules;
    }

    /** What has to be counted to judge an attempt. */
    public List<VelocityWindow> windows() {
        return windows;
    }

    /** Whether a limit of this sort speaks for a currency by its own name. */
    boolean namesCurrency(AmountLimit limit, String currency) {
        return namedCurrencies.contains(key(limit, currency));
    }

    /** The lists that an attempt is on. */
    Set<String> listsOf(RiskFacts facts) {
        if (listsByEntry.isEmpty()) {
            return Set.of();
        }
        var lists = new HashSet<String>();
        for (RiskSubject subject : RiskSubject.values()) {
            String value = subject.of(facts);
            if (value != null) {
                lists.addAll(listsByEntry.getOrDefault(new Entry(subject, value), Set.of()));
            }
        }
        return lists;
    }

    private static String key(AmountLimit limit, String currency) {
        return limit.action() + "|" + limit.degradedOnly() + "|" + currency;
    }
}
