package io.tollbridge.sandbox.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** The XML reports of Surefire and Failsafe, added up. */
final class TestReport {
    private static final Set<String> REPORT_FOLDERS =
            Set.of("surefire-reports", "failsafe-reports");
    private static final Set<String> IGNORED =
            Set.of(".git", "src", "node_modules", ".tollbridge", "classes", "test-classes", "lib");

    private final Map<String, Counts> modules = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private final List<String> skips = new ArrayList<>();

    /** Of one module or of all. */
    record Counts(int run, int failed, int skipped) {
        static final Counts NONE = new Counts(0, 0, 0);

        Counts plus(Counts other) {
            return new Counts(run + other.run, failed + other.failed, skipped + other.skipped);
        }

        int passed() {
            return run - failed - skipped;
        }
    }

    /** Reads all reports under the root that are not older than the start of the run. */
    static TestReport read(Path root, FileTime since) throws IOException {
        var report = new TestReport();
        var files = new ArrayList<Path>();
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) {
                        return IGNORED.contains(String.valueOf(folder.getFileName()))
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (isReport(file) && attributes.lastModifiedTime().compareTo(since) >= 0) {
                            files.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        for (Path file : files) {
            report.add(moduleOf(root.relativize(file)), file);
        }
        return report;
    }

    Counts total() {
        return modules.values().stream().reduce(Counts.NONE, Counts::plus);
    }

    /**
     * The table, what failed, what was skipped and why, and the closing line.
     *
     * @param untested the modules whose tests were not run, or not all, and why
     */
    void print(PrintStream out, List<String> untested) {
        out.printf("%-32s %7s %7s %7s%n", "MODULE", "RUN", "FAILED", "SKIPPED");
        modules.forEach((module, counts) ->
                out.printf(
                        "%-32s %7d %7d %7d%n",
                        module, counts.run(), counts.failed(), counts.skipped()));
        printList(out, "Failed:", failures);
        printList(out, "Skipped:", skips);
        printList(out, "Not run, or not to the end:", untested);
        out.println();
        out.println(
                untested.isEmpty()
                        ? closingLine()
                        : closingLine() + ", " + untested.size() + " modules not run to the end");
    }

    /** Such as {@code 412 passed, 0 failed, 3 skipped}. */
    String closingLine() {
        var total = total();
        return "%d passed, %d failed, %d skipped"
                .formatted(total.passed(), total.failed(), total.skipped());
    }

    void add(String module, Path file) throws IOException {
        Element suite;
        try {
            var factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            suite = factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
        }
        var cases = suite.getElementsByTagName("testcase");
        int failed = 0;
        int skipped = 0;
        for (int i = 0; i < cases.getLength(); i++) {
            var test = (Element) cases.item(i);
            String name =
                    simpleName(test.getAttribute("classname")) + "." + test.getAttribute("name");
            if (has(test, "failure") || has(test, "error")) {
                failed++;
                failures.add(module + ": " + name + ": " + message(test, "failure", "error"));
            } else if (has(test, "skipped")) {
                skipped++;
                skips.add(module + ": " + name + ": " + message(test, "skipped"));
            }
        }
        modules.merge(module, new Counts(cases.getLength(), failed, skipped), Counts::plus);
    }

    /** True for {@code module/target/surefire-reports/TEST-x.xml}. */
    private static boolean isReport(Path file) {
        int names = file.getNameCount();
        String name = file.getName(names - 1).toString();
        return name.startsWith("TEST-")
                && name.endsWith(".xml")
                && names > 1
                && REPORT_FOLDERS.contains(file.getName(names - 2).toString());
    }

    private static String moduleOf(Path relative) {
        int names = relative.getNameCount();
        return names > 3 ? relative.subpath(0, names - 3).toString() : ".";
    }

    private static boolean has(Element test, String tag) {
        return test.getElementsByTagName(tag).getLength() > 0;
    }

    private static String message(Element test, String... tags) {
        for (String tag : tags) {
            var found = test.getElementsByTagName(tag);
            if (found.getLength() > 0) {
                String message = ((Element) found.item(0)).getAttribute("message");
                String text = message.isBlank() ? found.item(0).getTextContent() : message;
                return text.strip().lines().findFirst().orElse("no reason given");
            }
        }
        return "no reason given";
    }

    private static String simpleName(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    private static void printList(PrintStream out, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            out.println();
            out.println(title);
            lines.forEach(line -> out.println("  " + line));
        }
    }
}
