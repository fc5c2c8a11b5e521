package io.tollbridge.testkit.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the Java sources of a module as text and lists what is out of order, with the reason. */
final class Tidiness {

    private static final int FILE_LINES = 400;
    private static final int LINE_LENGTH = 120;
    private static final int FEATURE_FILES = 24;
    private static final Pattern LEFT_OPEN = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");
    private static final Pattern CARD_NUMBER = Pattern.compile("logger?\\.[a-z]+\\(.*\\bpan\\b");

    private Tidiness() {}

    static List<String> complaints(Path module) {
        var complaints = new ArrayList<String>();
        for (String root : List.of("src/main/java", "src/test/java")) {
            for (Path file : javaFiles(module.resolve(root))) {
                look(file, complaints);
            }
        }
        packages(module.resolve("src/main/java"), complaints);
        return complaints;
    }

    private static void look(Path file, List<String> complaints) {
        List<String> lines = lines(file);
        if (lines.size() > FILE_LINES) {
            complaints.add(
                    file
                            + ": "
                            + lines.size()
                            + " lines (at most "
                            + FILE_LINES
                            + "): a file that long holds two things");
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            String at = file + ":" + (i + 1);
            if (line.length() > LINE_LENGTH) {
                complaints.add(at + ": longer than " + LINE_LENGTH + ": nobody reads sideways");
            }
            if (LEFT_OPEN.matcher(line).find() && !file.endsWith("Tidiness.java")) {
                complaints.add(at + ": left open: finish it or file an issue");
            }
            if (CARD_NUMBER.matcher(line).find()) {
                complaints.add(at + ": logs a card number");
            }
        }
    }

    /** Every package says what it owns, and none has grown into two. */
    private static void packages(Path root, List<String> complaints) {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> folders = Files.walk(root).filter(Files::isDirectory)) {
            for (Path folder : folders.toList()) {
                List<Path> files = directFiles(folder);
                if (!files.isEmpty()
                        && files.stream().noneMatch(f -> f.endsWith("package-info.java"))) {
                    complaints.add(folder + ": no package-info.java: say what it owns");
                }
                if (files.size() > FEATURE_FILES) {
                    complaints.add(
                            folder
                                    + ": "
                                    + files.size()
                                    + " files (at most "
                                    + FEATURE_FILES
                                    + "): that is two features");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> directFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".java")).toList();
        }
    }

    private static List<Path> javaFiles(Path root) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(f -> f.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
