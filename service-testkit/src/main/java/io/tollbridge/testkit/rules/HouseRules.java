package io.tollbridge.testkit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The house rules of a module: {@code class HouseRulesTest extends HouseRules {}}. */
public abstract class HouseRules {

    /** Where the module under test lives: tests run there. */
    static final Path HERE = Path.of("");

    @TestFactory
    Stream<DynamicTest> the_architecture_holds() {
        return CompiledModule.at(HERE).tests(ArchitectureRules.everywhere());
    }

    @Test
    void the_sources_are_tidy() {
        assertThat(Tidiness.complaints(HERE)).isEmpty();
    }
}
