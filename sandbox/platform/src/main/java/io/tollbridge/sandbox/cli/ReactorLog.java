package io.tollbridge.sandbox.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What Maven says of its modules: which of them were not tested, or not to the end, and why. */
final class ReactorLog {
    private static final String ORDER = "[INFO] Reactor Build Order:";
    private static final Pattern ORDERED = Pattern.compile("\\[INFO] (\\S+) +\\[\\w+]");
    private static final Pattern OUTCOME =
            Pattern.compile("\\[INFO] (\\S+) \\.* ?(SUCCESS|FAILURE|SKIPPED)\\b.*");
    private static final Pattern STOPPED =
            Pattern.compile(
                    "\\[ERROR] Failed to execute goal [^:]+:([^:]+):[^:]+:(\\S+) .*on project"
                            + " ([^:\\s]+):.*");
    private static final String LAST = "maven-failsafe-plugin:verify"; // all tests were run

    private final Map<String, String> untested = new LinkedHashMap<>();
    private boolean inOrder;

    /** Takes the next line of the log. */
    void read(String line) {
        if (line.equals(ORDER)) {
            inOrder = true;
        } else if (inOrder) {
            order(line);
        } else {
            outcome(line);
        }
    }

    /** Each module with what kept it from being tested, in the order of the build. */
    List<String> untested() {
        return untested.entrySet().stream()
                .map(module -> module.getKey() + ": " + module.getValue())
                .toList();
    }

    private void order(String line) {
        var module = ORDERED.matcher(line);
        if (module.matches()) {
            untested.put(module.group(1), "Maven ended before it");
        } else if (!line.equals("[INFO] ")) {
            inOrder = false;
        }
    }

    private void outcome(String line) {
        var outcome = OUTCOME.matcher(line);
        var stopped = STOPPED.matcher(line);
        if (outcome.matches() && untested.containsKey(outcome.group(1))) {
            switch (outcome.group(2)) {
                case "SUCCESS" -> untested.remove(outcome.group(1));
                case "SKIPPED" -> untested.put(outcome.group(1), "a module that it needs failed");
                default -> untested.put(outcome.group(1), "failed");
            }
        } else if (stopped.matches()) {
            String goal = stopped.group(1) + ":" + stopped.group(2);
            if (goal.equals(LAST)) {
                untested.remove(stopped.group(3));
            } else {
                untested.put(stopped.group(3), "nothing was run after " + goal + ", which failed");
            }
        }
    }
}
