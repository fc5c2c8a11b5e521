package io.tollbridge.testkit.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

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
    Stream<DynamicTest> the_house_rules_hold() {
        return Stream.of(
                        "payment-kernel",
                        "payment-contracts",
                        "service-starter",
                        "sandbox/servers",
                        "service-testkit")
                .map(ROOT::resolve)
                .flatMap(module ->
                        Stream.concat(
                                CompiledModule.at(module).tests(ArchitectureRules.everywhere()),
                                Stream.of(
                                        dynamicTest(
                                                module + " is tidy",
                                                () ->
                                                        assertThat(Tidiness.complaints(module))
                                                                .isEmpty()))));
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
