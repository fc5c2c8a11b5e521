package io.tollbridge.testkit.rules;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** The classes of a module's main code, read once. */
record CompiledModule(JavaClasses classes) {

    private static final ConcurrentMap<Path, CompiledModule> READ = new ConcurrentHashMap<>();

    static CompiledModule at(Path module) {
        return READ.computeIfAbsent(
                module.resolve("target/classes").toAbsolutePath().normalize(),
                folder -> new CompiledModule(new ClassFileImporter().importPath(folder)));
    }

    /** A test for each rule, named by what it asks for. */
    Stream<DynamicTest> tests(List<ArchRule> rules) {
        return rules.stream()
                .map(rule -> dynamicTest(rule.getDescription(), () -> rule.check(classes)));
    }
}
