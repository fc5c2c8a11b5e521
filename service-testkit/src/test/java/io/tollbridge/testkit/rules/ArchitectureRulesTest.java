package io.tollbridge.testkit.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.event.ApplicationReadyEvent;

/** Each rule finds what it is there to find; a rule that no class can break is no rule. */
class ArchitectureRulesTest {

    /** Breaks what a class can break inside one file. */
    static final class Untidy {

        static Instant now() {
            return Instant.now();
        }

        static double dice() {
            return Math.random();
        }

        static PrintStream print() {
            return System.out;
        }

        static int eight(int a, int b, int c, int d, int e, int f, int g, int h) {
            return a + b + c + d + e + f + g + h;
        }
    }

    @Test
    void a_tidy_class_breaks_no_rule_of_every_module() {
        var tidy = read("io.tollbridge.starter.aggregate.AggregateTable");
        for (ArchRule rule : ArchitectureRules.everywhere()) {
            assertThatCode(() -> rule.check(tidy)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cut-offs, T+N",
        "chance that matters",
        "print is neither",
        "what belongs together is a record"
    })
    void what_one_class_does_wrong_is_found(String because) {
        var untidy = new ClassFileImporter().importClasses(Untidy.class);
        assertThatThrownBy(() -> rule(because).check(untidy)).isInstanceOf(AssertionError.class);
    }

    @Test
    void a_core_that_knows_a_framework_is_found() {
        var impure = new ClassFileImporter().importClasses(ApplicationReadyEvent.class);
        assertThatThrownBy(() -> rule("money is decided").check(impure))
                .hasMessageContaining("ApplicationReadyEvent");
    }

    @ParameterizedTest
    @CsvSource({
        "org.springframework.core.env.MissingRequiredPropertiesException, false",
        "org.springframework.util.StringUtils, true",
    })
    void a_name_that_says_nothing_is_found(String type, boolean wrong) {
        var named = read(type);
        var broken =
                ArchitectureRules.everywhere().stream()
                        .filter(rule -> rule.getDescription().contains("name nothing"))
                        .filter(rule -> rule.evaluate(named).hasViolation())
                        .toList();
        assertThat(broken).hasSize(wrong ? 2 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "CQL is read and changed, io.tollbridge.starter.aggregate.AggregateStatements",
        "events come in through, io.tollbridge.starter.aggregate.OutboxRelay",
    })
    void a_driver_or_producer_outside_its_place_is_found(String because, String type) {
        assertThatThrownBy(() -> rule(because).check(read(type))).hasMessageContaining(type);
    }

    @Test
    void a_contract_with_logic_is_found() {
        var logic = read("io.tollbridge.starter.aggregate.OutboxRelay");
        assertThatThrownBy(() -> ArchitectureRules.contractsAreRecords().check(logic))
                .hasMessageContaining("OutboxRelay");
    }

    private static ArchRule rule(String because) {
        return Stream.of(ArchitectureRules.everywhere(), ArchitectureRules.ofServices())
                .flatMap(List::stream)
                .filter(rule -> rule.getDescription().contains(because))
                .findFirst()
                .orElseThrow();
    }

    private static JavaClasses read(String type) {
        try {
            return new ClassFileImporter().importClasses(Class.forName(type));
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
