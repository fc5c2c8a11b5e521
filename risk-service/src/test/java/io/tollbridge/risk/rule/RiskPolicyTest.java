package io.tollbridge.risk.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.kernel.CardFace;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Money;
import io.tollbridge.risk.rule.RiskPolicy.Verdict;
import io.tollbridge.risk.rule.RiskRule.Action;
import io.tollbridge.risk.rule.RiskRule.AmountLimit;
import io.tollbridge.risk.rule.RiskRule.ListMatch;
import io.tollbridge.risk.rule.RiskRule.VelocityLimit;
import io.tollbridge.risk.rule.RiskRule.VelocityWindow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskPolicyTest {

    private static final VelocityWindow CARD_HOUR =
            new VelocityWindow(RiskSubject.FINGERPRINT, 3600);
    private static final VelocityCounts NONE = new VelocityCounts(true, Map.of());

    private static final List<RiskRule> RULES =
            List.of(
                    new ListMatch("block_list", Action.BLOCK, "block"),
                    new ListMatch("allow_list", Action.ALLOW, "allow"),
                    new AmountLimit("any_amount", Action.REVIEW, "*", 10_000, false),
                    new AmountLimit("yen_amount", Action.REVIEW, "JPY", 500_000, false),
                    new AmountLimit("degraded_amount", Action.REVIEW, "*", 1_000, true),
                    new VelocityLimit("card_review", Action.REVIEW, CARD_HOUR, 10),
                    new VelocityLimit("card_block", Action.BLOCK, CARD_HOUR, 20));

    @Test
    void an_ordinary_attempt_is_allowed_without_a_reason() {
        assertThat(decide(facts(500, "EUR"), NONE))
                .isEqualTo(new Verdict(Action.ALLOW, 0, List.of(), false));
    }

    @ParameterizedTest
    @CsvSource({
        "EUR, 10000, ALLOW",
        "EUR, 10001, REVIEW",
        "JPY, 10001, ALLOW",
        "JPY, 500000, ALLOW",
        "JPY, 500001, REVIEW"
    })
    void an_amount_over_the_limit_of_its_currency_is_reviewed(
            String currency, long amount, Action expected) {
        assertThat(decide(facts(amount, currency), NONE).action()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1, ALLOW, 4",
        "10, ALLOW, 40",
        "11, REVIEW, 60",
        "20, REVIEW, 60",
        "21, BLOCK, 90"
    })
    void a_busy_card_is_reviewed_then_blocked(long count, Action expected, int score) {
        var verdict = decide(facts(500, "EUR"), counts(count));
        assertThat(verdict.action()).isEqualTo(expected);
        assertThat(verdict.score()).isEqualTo(score);
    }

    @Test
    void a_block_list_beats_an_allow_list_and_an_allow_list_beats_the_rest() {
        var busy = counts(100);
        var blocked = new RuleSet.Member("block", RiskSubject.CARD, "410000-0019");
        var allowed = new RuleSet.Member("allow", RiskSubject.MERCHANT, "mch_1");

        assertThat(decide(facts(500, "EUR"), busy, allowed).action()).isEqualTo(Action.ALLOW);
        assertThat(decide(facts(500, "EUR"), busy, allowed).reasons())
                .containsExactly("allow_list");
        assertThat(decide(facts(500, "EUR"), busy, allowed, blocked).reasons())
                .contains("block_list");
        assertThat(decide(facts(500, "EUR"), NONE, blocked).action()).isEqualTo(Action.BLOCK);
    }

    @Test
    void without_velocity_the_other_rules_decide_more_strictly_and_the_verdict_says_so() {
        var small = decide(facts(1_000, "EUR"), VelocityCounts.UNKNOWN);
        var larger = decide(facts(1_001, "EUR"), VelocityCounts.UNKNOWN);
        assertThat(small).isEqualTo(new Verdict(Action.ALLOW, 0, List.of(), true));
        assertThat(larger)
                .isEqualTo(new Verdict(Action.REVIEW, 60, List.of("degraded_amount"), true));
    }

    @Test
    void the_sandbox_seed_lets_a_benchmark_with_one_card_pass_and_the_production_seed_does_not() {
        var counts = new VelocityCounts(true, Map.of(CARD_HOUR, 50_000L));
        var sandbox = new RuleSet(rules(RuleSeed.Kind.SANDBOX), List.of());
        var production = new RuleSet(rules(RuleSeed.Kind.PRODUCTION), List.of());
        assertThat(RiskPolicy.decide(sandbox, facts(500, "EUR"), counts).action())
                .isEqualTo(Action.ALLOW);
        assertThat(RiskPolicy.decide(production, facts(500, "EUR"), counts).action())
                .isEqualTo(Action.BLOCK);
    }

    private static List<RiskRule> rules(RuleSeed.Kind kind) {
        return List.copyOf(RuleSeed.rules(kind).keySet());
    }

    private static Verdict decide(
            RiskFacts facts, VelocityCounts counts, RuleSet.Member... members) {
        return RiskPolicy.decide(new RuleSet(RULES, List.of(members)), facts, counts);
    }

    private static VelocityCounts counts(long card) {
        return new VelocityCounts(true, Map.of(CARD_HOUR, card));
    }

    private static RiskFacts facts(long amount, String currency) {
        return new RiskFacts(
                new MerchantId("mch_1"),
                Money.of(amount, currency),
                new CardFace("visa", "410000", "0019", 2030, 12, "fp1"),
                "192.0.2.1");
    }
}
