package io.tollbridge.testkit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The house rules of a service: {@code class HouseRulesTest extends ServiceRules {}}. */
public abstract class ServiceRules extends HouseRules {

    private static final int SETTINGS_LINES = 40;

    @TestFactory
    Stream<DynamicTest> the_borders_of_the_service_hold() {
        return CompiledModule.at(HERE).tests(ArchitectureRules.ofServices());
    }

    @Test
    void it_calls_nobody_but_those_it_cannot_answer_without() {
        assertThat(SiblingCalls.complaints(HERE)).isEmpty();
    }

    @Test
    void its_settings_are_only_its_own() throws IOException {
        var settings = HERE.resolve("src/main/resources/application.yml");
        assertThat(Files.readAllLines(settings))
                .as("what every service has is a default of the starter, not a copy")
                .hasSizeLessThan(SETTINGS_LINES);
    }
}
