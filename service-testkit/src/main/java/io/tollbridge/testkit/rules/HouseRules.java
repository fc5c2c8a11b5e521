package io.tollbridge.testkit.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The house rules of a module: {@code class HouseRulesTest extends HouseRules {}}. */
public abstract class HouseRules {

    private static final JavaClasses[] CLASSES = new JavaClasses[1];

    @BeforeAll
    static void read() {
        CLASSES[0] =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .withImportOption(location -> location.contains("/target/classes/"))
                        .importPath(Path.of("target/classes"));
    }

    @Test
    void the_core_is_pure() {
        classes()
                .that()
                .haveNameMatching(".*\\.[A-Za-z]+(State|Event|Lifecycle|Policy|Decision)")
                .and()
                .areTopLevelClasses()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "io.tollbridge..", "org.jspecify..")
                .because(
                        "money is decided in code that can be tested without Spring, Cassandra, JSON"
                                + " or a clock")
                .allowEmptyShould(true)
                .check(CLASSES[0]);
    }

    @Test
    void time_comes_from_the_clock_bean() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .because("cut-offs, T+N and statement days must be lived through in tests")
                .check(CLASSES[0]);
    }

    @Test
    void nobody_sleeps_or_rolls_dice() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callConstructor(Random.class)
                .orShould()
                .callMethod(Math.class, "random")
                .because(
                        "a wait is a timer or a condition; chance that matters is SecureRandom, and a"
                                + " test must be able to repeat the rest")
                .check(CLASSES[0]);
    }

    @Test
    void names_say_what_a_class_is() {
        noClasses()
                .that()
                .areTopLevelClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Util|Utils|Processor|DTO)")
                .because("these words name nothing; a stranger must find the room for a line")
                .check(CLASSES[0]);
    }

    @Test
    void nobody_prints() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("a log line is an event with fields, masked and shipped; print is neither")
                .check(CLASSES[0]);
    }

    @Test
    void the_sources_are_tidy() {
        assertThat(Tidiness.complaints(Path.of(""))).isEmpty();
    }
}
