package io.tollbridge.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestReportTest {
    private static final String SUITE =
            """
            <testsuite name="a.ReportIT" tests="4" errors="1" skipped="1" failures="1">
              <testcase name="works" classname="a.ReportIT"/>
              <testcase name="breaks" classname="a.ReportIT"><failure message="1 is not 2"/></testcase>
              <testcase name="crashes" classname="a.ReportIT"><error>java.io.IOException</error></testcase>
              <testcase name="waits" classname="a.ReportIT"><skipped message="no Chromium"/></testcase>
            </testsuite>
            """;

    @TempDir Path root;

    @Test
    void tests_are_counted_over_all_modules() throws IOException {
        write("risk-service/target/surefire-reports/TEST-a.xml");
        write("sandbox/servers/target/failsafe-reports/TEST-a.xml");

        var report = TestReport.read(root, FileTime.fromMillis(0));

        assertThat(report.closingLine()).isEqualTo("2 passed, 4 failed, 2 skipped");
        assertThat(printed(report, List.of()))
                .contains("risk-service", "sandbox/servers")
                .contains("ReportIT.breaks: 1 is not 2")
                .contains("ReportIT.crashes: java.io.IOException")
                .contains("ReportIT.waits: no Chromium")
                .endsWith("2 passed, 4 failed, 2 skipped\n");
    }

    @Test
    void reports_of_an_earlier_run_do_not_count() throws IOException {
        Path old = write("risk-service/target/surefire-reports/TEST-a.xml");
        Files.setLastModifiedTime(old, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));

        var report = TestReport.read(root, FileTime.from(Instant.parse("2026-01-01T00:00:01Z")));

        assertThat(report.closingLine()).isEqualTo("0 passed, 0 failed, 0 skipped");
    }

    @Test
    void what_did_not_run_is_named_and_counted_in_the_closing_line() throws IOException {
        write("risk-service/target/surefire-reports/TEST-a.xml");
        var report = TestReport.read(root, FileTime.fromMillis(0));

        assertThat(printed(report, List.of("merchant-service: a module that it needs failed")))
                .contains("\nNot run, or not to the end:\n  merchant-service: a module that")
                .endsWith("1 passed, 2 failed, 1 skipped, 1 modules not run to the end\n");
    }

    private Path write(String path) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, SUITE);
    }

    private static String printed(TestReport report, List<String> untested) {
        var bytes = new ByteArrayOutputStream();
        report.print(new PrintStream(bytes, true, StandardCharsets.UTF_8), untested);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
