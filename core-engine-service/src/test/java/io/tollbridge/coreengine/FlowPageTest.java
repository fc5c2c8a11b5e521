package io.tollbridge.coreengine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/flows/one-payment.md names classes and methods that exist. */
class FlowPageTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern WHERE = Pattern.compile("`([a-z-]+)` `([A-Za-z]+)#([a-zA-Z]+)`");

    @Test
    void every_step_names_a_method_that_is_there() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/flows/one-payment.md"));
        var missing = new ArrayList<String>();
        var steps = WHERE.matcher(page).results().toList();
        for (var step : steps) {
            if (!declares(step.group(1), step.group(2), step.group(3))) {
                missing.add(step.group());
            }
        }
        assertThat(steps).hasSizeGreaterThan(20);
        assertThat(missing).isEmpty();
    }

    private static boolean declares(String module, String type, String method) throws IOException {
        Path sources = ROOT.resolve(module).resolve("src/main/java");
        try (var files = Files.walk(sources)) {
            for (Path file : files.filter(f -> f.endsWith(type + ".java")).toList()) {
                if (Files.readString(file).contains(" " + method + "(")) {
                    return true;
                }
            }
        }
        return false;
    }
}
