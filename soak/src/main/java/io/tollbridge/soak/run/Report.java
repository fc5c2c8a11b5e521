package io.tollbridge.soak.run;

import io.tollbridge.soak.check.Verdict;
import io.tollbridge.soak.facts.Struck;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A run in words, as Markdown. */
final class Report {

    private static final int SHOWN = 5;
    private static final int WIDTH = 600;

    static final List<String> NOT_CHECKED =
            List.of(
                    "I15 (card numbers in the vault only): the tests of channel-service and the"
                            + " masking test of the starter look for them",
                    "I19 (no clock decides about money): the business clock is moved under load, but"
                            + " no process has a wrong clock of its own",
                    "Cassandra on one node: kill -9 and restart, no lost node and no lost disk",
                    "disk full, networks cut between two processes, two versions at once");

    private Report() {}

    static String of(Outcome run) {
        var text = new StringBuilder();
        text.append(
                "Seed %d, %d minutes of load and faults, %d clients, begun %s: **%s**%n%n"
                        .formatted(
                                run.seed(),
                                run.minutes(),
                                run.clients(),
                                run.begunAt(),
                                run.isGreen() ? "green" : "RED"));
        counts(run, text);
        faults(run, text);
        verdicts(run, text);
        figures(run, text);
        text.append(
                "After the last fault all was at rest %s.%n%n"
                        .formatted(
                                run.rest().seconds() < 0
                                        ? "NEVER: " + run.rest().left()
                                        : "after " + run.rest().seconds() + " s"));
        if (!run.unasked().isEmpty()) {
            text.append("Nobody asked for this:%n%n".formatted());
            run.unasked().forEach(one -> text.append("- ").append(one).append("\n"));
            text.append("\n");
        }
        text.append("Not checked here:%n%n".formatted());
        NOT_CHECKED.forEach(one -> text.append("- ").append(one).append("\n"));
        return text.toString();
    }

    private static void counts(Outcome run, StringBuilder text) {
        text.append("| what there was | |%n|---|---|%n".formatted());
        run.counts().forEach((what, count) -> text.append("| %s | %d |%n".formatted(what, count)));
        text.append("\n");
    }

    private static void faults(Outcome run, StringBuilder text) {
        Map<String, Map<String, Long>> kinds =
                run.faults().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Struck::kind,
                                        TreeMap::new,
                                        Collectors.groupingBy(
                                                Struck::target,
                                                TreeMap::new,
                                                Collectors.counting())));
        text.append("| fault | times | of |%n|---|---|---|%n".formatted());
        kinds.forEach((kind, targets) ->
                text.append(
                        "| %s | %d | %s |%n"
                                .formatted(
                                        kind,
                                        targets.values().stream().mapToLong(Long::longValue).sum(),
                                        targets.entrySet().stream()
                                                .map(e -> e.getKey() + " " + e.getValue())
                                                .collect(Collectors.joining(", ")))));
        text.append("\n");
    }

    private static void verdicts(Outcome run, StringBuilder text) {
        text.append("| | invariant | looked at | wrong | |%n|---|---|---|---|---|%n".formatted());
        for (Verdict verdict : run.verdicts()) {
            text.append(
                    "| %s | %s | %d | %d | %s |%n"
                            .formatted(
                                    verdict.invariant(),
                                    verdict.rule(),
                                    verdict.looked(),
                                    verdict.violations().size(),
                                    word(verdict)));
        }
        text.append("\n");
        for (Verdict verdict : run.verdicts()) {
            verdict.violations().stream()
                    .limit(SHOWN)
                    .forEach(one ->
                            text.append("- %s: %s%n".formatted(verdict.invariant(), cut(one))));
        }
        text.append("\n");
    }

    private static String word(Verdict verdict) {
        if (verdict.isGreen()) {
            return "ok";
        }
        return verdict.looked() == 0 ? "NOTHING SEEN" : "RED";
    }

    private static String cut(String text) {
        return text.length() <= WIDTH ? text : text.substring(0, WIDTH) + "...";
    }

    private static void figures(Outcome run, StringBuilder text) {
        text.append(
                "| milliseconds | count | p50 | p95 | p99 | max |%n|---|---|---|---|---|---|%n"
                        .formatted());
        run.figures()
                .forEach((name, spread) ->
                        text.append(
                                "| %s | %d | %d | %d | %d | %d |%n"
                                        .formatted(
                                                name,
                                                spread.count(),
                                                spread.p50(),
                                                spread.p95(),
                                                spread.p99(),
                                                spread.max())));
        text.append("\n");
    }
}
