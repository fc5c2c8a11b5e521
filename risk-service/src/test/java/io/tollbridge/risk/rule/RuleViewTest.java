package io.tollbridge.risk.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RuleViewTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest
    @EnumSource(RuleSeed.Kind.class)
    void every_kind_of_rule_survives_its_view(RuleSeed.Kind kind) {
        RuleSeed.rules(kind)
                .forEach((rule, name) ->
                        assertThat(RuleView.of(name, rule, NOON).rule()).isEqualTo(rule));
    }

    @Test
    void a_rule_without_a_field_of_its_kind_is_refused_by_name() {
        var view =
                new RuleView(
                        "rul_1",
                        "risk.rule",
                        "no window",
                        "velocity",
                        "block",
                        null,
                        null,
                        "ip",
                        null,
                        5L,
                        null,
                        true,
                        NOON);
        assertThatThrownBy(view::rule)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("window_seconds: null (expected: at least 1)");
    }
}
