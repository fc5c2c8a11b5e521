package io.tollbridge.testkit.rules;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the sources of a module as text and lists what is out of order, with the reason. */
final class Tidiness {

    private static final int FILE_LINES = 400;
    private static final int LINE_LENGTH = 120;
    private static final int METHOD_LINES = 70;
    private static final int FEATURE_FILES = 24;
    private static final Pattern LEFT_OPEN = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");
    private static final Pattern CARD_NUMBER = Pattern.compile("logger?\\.[a-z]+\\(.*\\bpan\\b");
    private static final Pattern SLEEP = Pattern.compile("\\bThread\\.sleep\\(");
    private static final Pattern ID_OF_ITS_OWN =
            Pattern.compile("addKeyValue\\(\\s*\"(payment|attempt)\\.id\"");
    private static final Pattern TYPE = Pattern.compile("\\b(class|interface|record|enum) \\w+");
    private static final Pattern VERSION = Pattern.compile("<version>(?!\\$\\{project\\.version})");

    private Tidiness() {}

    static List<String> complaints(Path module) {
        var complaints = new ArrayList<String>();
        for (String root : List.of("src/main/java", "src/test/java")) {
            for (Path file : Sources.of(module.resolve(root))) {
                List<String> lines = Sources.lines(file);
                look(file, lines, complaints);
                if (root.contains("main")) { // a test may be a long table
                    methods(file, lines, complaints);
                    ids(file, lines, complaints);
                }
            }
        }
        packages(module.resolve("src/main/java"), complaints);
        versions(module.resolve("pom.xml"), complaints);
        return complaints;
    }

    private static void look(Path file, List<String> lines, List<String> complaints) {
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
            if (file.endsWith("Tidiness.java")) {
                continue; // it has to name what it looks for
            }
            if (LEFT_OPEN.matcher(line).find()) {
                complaints.add(at + ": left open: finish it or file an issue");
            }
            if (CARD_NUMBER.matcher(line).find()) {
                complaints.add(at + ": logs a card number");
            }
            if (SLEEP.matcher(line).find()) {
                complaints.add(at + ": sleeps: wait for the condition instead");
            }
        }
    }

    /** A line that names an id beside its context would hold the same field twice. */
    private static void ids(Path file, List<String> lines, List<String> complaints) {
        if (ID_OF_ITS_OWN.matcher(String.join("\n", lines)).find()) {
            complaints.add(file + ": adds an id to a line: LogContext puts it on all of them");
        }
    }

    /** The formatter ends a member with a lone brace at the depth at which it began. */
    private static void methods(Path file, List<String> lines, List<String> complaints) {
        Map<Integer, Integer> begun = new TreeMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            String text = line.strip();
            int depth = line.length() - line.stripLeading().length();
            if (text.equals("}") && begun.containsKey(depth)) {
                int length = i - begun.remove(depth) + 1;
                if (length > METHOD_LINES) {
                    complaints.add(
                            file
                                    + ":"
                                    + (i + 2 - length)
                                    + ": "
                                    + length
                                    + " lines (at most "
                                    + METHOD_LINES
                                    + "): a method is read in one look");
                }
            } else if (isMember(text) && (depth == 4 || (depth == 8 && !begun.containsKey(4)))) {
                begun.put(depth, i);
            }
        }
    }

    private static boolean isMember(String text) {
        return text.contains("(")
                && (text.endsWith("{") || text.endsWith("("))
                && !text.startsWith("@")
                && !text.startsWith("*")
                && !text.startsWith("/")
                && !TYPE.matcher(text).find();
    }

    /** Every package says what it owns, and none has grown into two. */
    private static void packages(Path root, List<String> complaints) {
        Sources.of(root).stream()
                .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.toList()))
                .forEach((folder, files) -> {
                    Path words = folder.resolve("package-info.java");
                    if (!Files.exists(words)) {
                        complaints.add(folder + ": no package-info.java: say what it owns");
                    } else if (!String.join("", Sources.lines(words)).contains("@NullMarked")) {
                        complaints.add(words + ": not @NullMarked: absent values go unchecked");
                    }
                    // A contract is a file for each record, however many an owner has.
                    boolean isFeature = !folder.toString().contains("io/tollbridge/contracts");
                    if (isFeature && files.size() > FEATURE_FILES) {
                        complaints.add(
                                folder
                                        + ": "
                                        + files.size()
                                        + " files (at most "
                                        + FEATURE_FILES
                                        + "): that is two features");
                    }
                });
    }

    /** The only version a module may name is its parent's, which is the first. */
    private static void versions(Path pom, List<String> complaints) {
        long named =
                Sources.lines(pom).stream().filter(line -> VERSION.matcher(line).find()).count();
        if (named > 1) {
            complaints.add(pom + ": names a version: they stand in the parent only");
        }
    }
}
