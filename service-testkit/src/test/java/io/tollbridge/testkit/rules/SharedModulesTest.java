package io.tollbridge.testkit.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules for the modules that this one stands on and that therefore cannot test themselves. */
class SharedModulesTest {

    private static final Path ROOT = Path.of("..");
    private static final int KERNEL_FILES = 30;

    @TestFactory
    Stream<DynamicTest> the_architecture_holds() {
        return Stream.of(
                        "payment-kernel",
                        "payment-contracts",
                        "service-starter",
                        "sandbox/servers",
                        "service-testkit")
                .map(ROOT::resolve)
                .flatMap(module -> CompiledModule.at(module).tests(ArchitectureRules.everywhere()));
    }

    /** Of those that are built later, or hold no service, the text is read here. */
    @TestFactory
    Stream<DynamicTest> modules_without_rules_of_their_own_are_tidy() throws IOException {
        try (var poms = Files.find(ROOT, 3, (file, _) -> file.endsWith("pom.xml"))) {
            return poms
                    .map(Path::getParent)
                    .filter(module -> !module.equals(ROOT) && !hasRules(module))
                    .sorted()
                    .toList()
                    .stream()
                    .map(module ->
                            dynamicTest(
                                    module + " is tidy",
                                    () -> assertThat(Tidiness.complaints(module)).isEmpty()));
        }
    }

    private static boolean hasRules(Path module) {
        return Sources.of(module.resolve("src/test/java")).stream()
                .anyMatch(file -> file.endsWith("HouseRulesTest.java"));
    }

    @TestFactory
    Stream<DynamicTest> contracts_are_records() {
        return CompiledModule.at(ROOT.resolve("payment-contracts"))
                .tests(List.of(ArchitectureRules.contractsAreRecords()));
    }

    @Test
    void the_kernel_stays_small() {
        assertThat(Sources.of(ROOT.resolve("payment-kernel/src/main/java")))
                .as("what money means fits on a page; more is another module's")
                .hasSizeLessThanOrEqualTo(KERNEL_FILES);
    }
}
