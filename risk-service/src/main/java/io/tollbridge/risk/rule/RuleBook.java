package io.tollbridge.risk.rule;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The rule set in force, in memory; read again after each change here and on a timer. */
@Component
public class RuleBook {

    private static final Logger log = LoggerFactory.getLogger(RuleBook.class);

    private final CassandraRuleStore store;
    private volatile RuleSet current;

    RuleBook(CassandraRuleStore store, RuleSeed seed) {
        this.store = store;
        seed.plantIfEmpty();
        current = read();
    }

    public RuleSet current() {
        return current;
    }

    /** Another instance may have changed the tables. A failed read leaves the last set in force. */
    @Scheduled(
            fixedDelayString = "${tollbridge.risk.rules-refresh}",
            initialDelayString = "${tollbridge.risk.rules-refresh}")
    void refresh() {
        current = read();
    }

    private RuleSet read() {
        List<RiskRule> rules = new ArrayList<>();
        for (RuleView view : store.rules()) {
            if (view.enabled()) {
                try {
                    rules.add(view.rule());
                } catch (IllegalArgumentException e) {
                    log.atError()
                            .addKeyValue("risk.rule", view.id())
                            .setCause(e)
                            .log("risk.rule_unreadable");
                }
            }
        }
        return new RuleSet(rules, store.entries().stream().map(ListEntryView::member).toList());
    }
}
