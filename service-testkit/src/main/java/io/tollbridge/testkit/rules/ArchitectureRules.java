package io.tollbridge.testkit.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;

/** The rules that compiled classes tell. Each says why. */
final class ArchitectureRules {

    private static final int PARAMETERS = 7;
    private static final String NAMES_NOTHING =
            "these words name nothing; a stranger must find the room for a line";

    private ArchitectureRules() {}

    /** What holds in every module. */
    static List<ArchRule> everywhere() {
        return List.of(
                pureCore(),
                features(),
                time(),
                sleepAndDice(),
                names(),
                packages(),
                printing(),
                parameters());
    }

    /** What holds in a service besides. */
    static List<ArchRule> ofServices() {
        return List.of(driver(), kafka());
    }

    /** What holds for what crosses a service border. */
    static ArchRule contractsAreRecords() {
        return classes()
                .that()
                .areTopLevelClasses()
                .and()
                .doNotHaveSimpleName("Topics")
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .beRecords()
                .orShould()
                .beInterfaces()
                .orShould()
                .beEnums()
                .because("a contract is data on the wire: logic in it would run in two services");
    }

    private static ArchRule pureCore() {
        return classes()
                .that()
                .haveNameMatching(".*\\.[A-Za-z]+(State|Event|Lifecycle|Policy|Decision)")
                .and()
                .areTopLevelClasses()
                .should(
                        new ArchCondition<>(
                                "depend only on Java, kernel, contracts and their own module") {
                            @Override
                            public void check(JavaClass core, ConditionEvents events) {
                                core.getDirectDependenciesFromSelf().stream()
                                        .filter(to -> !mayKnow(core, to.getTargetClass()))
                                        .map(to ->
                                                SimpleConditionEvent.violated(
                                                        core, to.getDescription()))
                                        .forEach(events::add);
                            }
                        })
                .because(
                        "money is decided in code that can be tested without Spring, Cassandra, JSON"
                                + " or a clock")
                .allowEmptyShould(true);
    }

    private static boolean mayKnow(JavaClass core, JavaClass other) {
        return resideInAnyPackage(
                                "java..",
                                "org.jspecify..",
                                "io.tollbridge.kernel..",
                                "io.tollbridge.contracts..") // records without logic
                        .test(other)
                || other.getPackageName().startsWith(moduleOf(core))
                || other.isPrimitive()
                || other.isArray();
    }

    /** {@code io.tollbridge.coreengine} of {@code io.tollbridge.coreengine.payment}. */
    private static String moduleOf(JavaClass of) {
        String[] parts = of.getPackageName().split("\\.", -1);
        return String.join(".", List.of(parts).subList(0, Math.min(3, parts.length)));
    }

    private static ArchRule features() {
        return slices().matching("io.tollbridge.*.(*)..")
                .should()
                .beFreeOfCycles()
                .because("features that know each other in a circle are one feature")
                .allowEmptyShould(true);
    }

    private static ArchRule time() {
        return noClasses()
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
                .because("cut-offs, T+N and statement days must be lived through in tests");
    }

    private static ArchRule sleepAndDice() {
        return noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callConstructor(Random.class)
                .orShould()
                .callMethod(Math.class, "random")
                .because(
                        "a wait is a timer or a condition; chance that matters is SecureRandom, and a"
                                + " test must be able to repeat the rest");
    }

    private static ArchRule names() {
        return noClasses()
                .that()
                .areTopLevelClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Util|Utils|Processor|DTO)")
                .because(NAMES_NOTHING);
    }

    private static ArchRule packages() {
        return noClasses()
                .should()
                .resideInAnyPackage("..common..", "..util..", "..shared..", "..base..", "..misc..")
                .because(NAMES_NOTHING);
    }

    private static ArchRule printing() {
        return noClasses()
                .that()
                .resideOutsideOfPackages( // what a command line starts
                        "io.tollbridge.sandbox..",
                        "io.tollbridge.simulation.run..",
                        "io.tollbridge.soak.run..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("a log line is an event with fields, masked and shipped; print is neither")
                .allowEmptyShould(true);
    }

    private static ArchRule parameters() {
        return codeUnits()
                .that(describe("are not a record's own", (JavaCodeUnit u) -> !isOfRecord(u)))
                .and(describe("were written by hand", (JavaCodeUnit u) -> isWritten(u)))
                .should(
                        new ArchCondition<>("take at most " + PARAMETERS + " parameters") {
                            @Override
                            public void check(JavaCodeUnit unit, ConditionEvents events) {
                                int taken = unit.getRawParameterTypes().size();
                                events.add(
                                        new SimpleConditionEvent(
                                                unit,
                                                taken <= PARAMETERS,
                                                unit.getFullName() + " takes " + taken));
                            }
                        })
                .because(
                        "nobody can tell eight arguments apart: what belongs together is a record");
    }

    private static boolean isOfRecord(JavaCodeUnit unit) {
        return unit.isConstructor() && unit.getOwner().isRecord();
    }

    private static boolean isWritten(JavaCodeUnit unit) {
        return !unit.getName().contains("$") && !unit.getOwner().isAnonymousClass();
    }

    private static ArchRule driver() {
        return noClasses()
                .that(areNotCalled("Cassandra.*|.*Configuration"))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("com.datastax.oss.driver..")
                                .and(
                                        DescribedPredicate.not(
                                                assignableTo(
                                                        "com.datastax.oss.driver.api.core"
                                                                + ".DriverException"))))
                .because("CQL is read and changed in one place per table: the Cassandra* class");
    }

    private static ArchRule kafka() {
        return noClasses()
                .that(areNotCalled(".*Listener|.*Configuration"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework.kafka..", "org.apache.kafka.clients.producer..")
                .because("events come in through a listener and go out through the starter");
    }

    private static DescribedPredicate<JavaClass> areNotCalled(String pattern) {
        return describe(
                "are not called " + pattern,
                of -> {
                    String outermost = of.getName().replaceFirst("\\$.*", "");
                    return !outermost.substring(outermost.lastIndexOf('.') + 1).matches(pattern);
                });
    }
}
