package io.tollbridge.testkit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules that read text find what they are there to find. */
class TidinessTest {

    @TempDir Path parent;
    private Path module = Path.of("");

    @BeforeEach
    void a_tidy_module() throws IOException {
        module = parent.resolve("risk-service");
        write("pom.xml", "<project><parent><version>1</version></parent></project>");
        write("src/main/java/a/package-info.java", "@NullMarked\npackage a;");
        write("src/main/java/a/A.java", type("    int a() {\n        return 1;\n    }"));
    }

    @Test
    void a_tidy_module_has_no_complaints() {
        assertThat(Tidiness.complaints(module)).isEmpty();
        assertThat(SiblingCalls.complaints(module)).isEmpty();
    }

    @Test
    void a_long_method_is_found() throws IOException {
        write("src/main/java/a/A.java", type(method(66) + "\n\n" + method(69)));
        assertThat(Tidiness.complaints(module)).singleElement().asString().contains("71 lines");
    }

    @Test
    void a_sleep_in_a_test_is_found() throws IOException {
        write(
                "src/test/java/a/ATest.java",
                type("    void a() {\n        Thread.%s(1);\n    }".formatted("sleep")));
        assertThat(Tidiness.complaints(module)).singleElement().asString().contains("sleeps");
    }

    @Test
    void an_id_that_one_line_adds_is_found() throws IOException {
        write(
                "src/main/java/a/A.java",
                type(
                        "    void a() {\n        log.atInfo().addKeyValue(\n\"payment.id\", id);\n    }"));
        assertThat(Tidiness.complaints(module)).singleElement().asString().contains("LogContext");
    }

    @Test
    void a_package_without_words_is_found() throws IOException {
        write("src/main/java/b/B.java", type(""));
        assertThat(Tidiness.complaints(module)).singleElement().asString().contains("package-info");
    }

    @Test
    void a_version_in_a_module_is_found() throws IOException {
        write(
                "pom.xml",
                "<project>\n<version>1</version>\n<version>${project.version}</version>\n"
                        + "<version>2</version>\n</project>");
        assertThat(Tidiness.complaints(module)).singleElement().asString().contains("version");
    }

    @Test
    void a_call_that_is_not_in_the_table_is_found() throws IOException {
        write(
                "src/main/java/a/A.java",
                type(
                        "    Api a() {\n        return clients.of(\n\"channel\", ChannelApi.class);\n    }"));
        assertThat(SiblingCalls.complaints(module)).singleElement().asString().contains("channel");
    }

    private static String type(String members) {
        return "package a;\n\nclass A {\n" + members + "\n}\n";
    }

    private static String method(int lines) {
        return "    void m() {\n" + "        call();\n".repeat(lines) + "    }";
    }

    private void write(String name, String text) throws IOException {
        Path file = module.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
