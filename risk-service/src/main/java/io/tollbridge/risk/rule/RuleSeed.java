package io.tollbridge.risk.rule;

import io.tollbridge.risk.rule.RiskRule.Action;
import io.tollbridge.risk.rule.RiskRule.AmountLimit;
import io.tollbridge.risk.rule.RiskRule.ListMatch;
import io.tollbridge.risk.rule.RiskRule.VelocityLimit;
import io.tollbridge.risk.rule.RiskRule.VelocityWindow;
import io.tollbridge.starter.clock.BusinessClock;
import java.time.Instant;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The first rules of an empty table. {@code production} has limits that catch card testing; {@code
 * sandbox} has limits that a benchmark with one card does not reach, and blocks the test card
 * 4100000000000019.
 */
@Component
class RuleSeed {

    private static final long HOUR = 3600;

    private final CassandraRuleStore store;
    private final BusinessClock clock;
    private final Kind kind;

    /** Whom the first rules are for. */
    enum Kind {
        SANDBOX,
        PRODUCTION
    }

    RuleSeed(
            CassandraRuleStore store,
            BusinessClock clock,
            @Value("${tollbridge.risk.seed}") Kind kind) {
        this.store = store;
        this.clock = clock;
        this.kind = kind;
    }

    void plantIfEmpty() {
        if (!store.rules().isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        if (kind == Kind.SANDBOX) {
            store.save(
                    new ListEntryView(
                            "risk.list_entry",
                            "block",
                            "card",
                            "410000-0019",
                            "test card that risk blocks",
                            "seed",
                            now));
        }
        rules(kind).forEach((rule, name) -> store.save(RuleView.of(name, rule, now)));
    }

    static Map<RiskRule, String> rules(Kind kind) {
        boolean sandbox = kind == Kind.SANDBOX;
        return Map.of(
                new ListMatch("rul_block_list", Action.BLOCK, "block"),
                "On the block list",
                new ListMatch("rul_review_list", Action.REVIEW, "review"),
                "On the review list",
                new ListMatch("rul_allow_list", Action.ALLOW, "allow"),
                "On the allow list",
                new AmountLimit("rul_amount_review", Action.REVIEW, "*", 1_000_000, false),
                "Large amount",
                new AmountLimit("rul_amount_degraded", Action.REVIEW, "*", 50_000, true),
                "Amount to look at while velocity is not known",
                velocity(
                        "rul_card_review",
                        Action.REVIEW,
                        RiskSubject.FINGERPRINT,
                        sandbox ? 100_000 : 20),
                "Card used often within an hour",
                velocity(
                        "rul_card_block",
                        Action.BLOCK,
                        RiskSubject.FINGERPRINT,
                        sandbox ? 10_000_000 : 60),
                "Card tested within an hour",
                velocity("rul_ip_review", Action.REVIEW, RiskSubject.IP, sandbox ? 1_000_000 : 60),
                "Many attempts from one address within an hour",
                velocity("rul_ip_block", Action.BLOCK, RiskSubject.IP, sandbox ? 10_000_000 : 300),
                "Card testing from one address within an hour",
                velocity(
                        "rul_merchant_review",
                        Action.REVIEW,
                        RiskSubject.MERCHANT,
                        sandbox ? 10_000_000 : 100_000),
                "Merchant far above any usual hour");
    }

    private static RiskRule velocity(String id, Action action, RiskSubject subject, long max) {
        return new VelocityLimit(id, action, new VelocityWindow(subject, HOUR), max);
    }
}
