package io.tollbridge.soak.run;

import io.tollbridge.soak.facts.Facts;
import io.tollbridge.soak.facts.Heard;
import io.tollbridge.soak.facts.Struck;
import io.tollbridge.soak.facts.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How long things took while faults struck. Pure. */
final class Figures {

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private Figures() {}

    /** Milliseconds, from the shortest to the longest. */
    record Spread(long count, long p50, long p95, long p99, long max) {

        static Spread of(List<Long> millis) {
            var sorted = millis.stream().sorted().toList();
            return sorted.isEmpty()
                    ? new Spread(0, 0, 0, 0, 0)
                    : new Spread(
                            sorted.size(),
                            at(sorted, 50),
                            at(sorted, 95),
                            at(sorted, 99),
                            sorted.getLast());
        }

        private static long at(List<Long> sorted, int percent) {
            int index = (int) Math.ceilDiv((long) sorted.size() * percent, 100) - 1;
            return sorted.get(Math.max(0, index));
        }
    }

    /** What was measured, by name. */
    static Map<String, Spread> of(Facts facts, List<Struck> struck) {
        var figures = new LinkedHashMap<String, Spread>();
        figures.put("request to its answer, retries and all", Spread.of(requests(facts)));
        figures.put("commit to Kafka (first copy)", Spread.of(commits(facts)));
        figures.put("outcome unknown until told", Spread.of(unknowns(facts)));
        figures.put("event to webhook (first arrival)", Spread.of(webhooks(facts)));
        Map<String, List<Long>> starts = new TreeMap<>();
        for (Struck fault : struck) {
            if (fault.readyAfterMillis() >= 0) {
                starts.computeIfAbsent(fault.target(), _ -> new ArrayList<>())
                        .add(fault.readyAfterMillis());
            }
        }
        starts.forEach((target, millis) ->
                figures.put("ready again after kill -9: " + target, Spread.of(millis)));
        return figures;
    }

    private static List<Long> requests(Facts facts) {
        var all = new ArrayList<Long>();
        for (var call : facts.calls()) {
            var answers = call.answers();
            if (!answers.isEmpty()) {
                var first = answers.getFirst();
                long end = first.sentAt().toEpochMilli() + first.millis();
                all.add(end - call.exchanges().getFirst().sentAt().toEpochMilli());
            }
        }
        return all;
    }

    /** The business clock moves by whole days, so what is left of a day is wall time. */
    static long elapsed(Instant business, Instant wall) {
        long millis = Math.floorMod(wall.toEpochMilli() - business.toEpochMilli(), DAY_MILLIS);
        return millis > DAY_MILLIS / 2 ? 0 : millis; // a clock that was some ms ahead
    }

    private static List<Long> commits(Facts facts) {
        var all = new ArrayList<Long>();
        Set<String> seen = new HashSet<>();
        for (Told told : facts.topic()) {
            if (seen.add(told.payment() + ":" + told.sequence())) {
                all.add(elapsed(told.happenedAt(), told.writtenAt()));
            }
        }
        return all;
    }

    private static List<Long> unknowns(Facts facts) {
        var all = new ArrayList<Long>();
        for (var payment : facts.payments().values()) {
            Map<String, Instant> since = new HashMap<>();
            for (var event : payment.events()) {
                if (event.type().equals("payment.attempt_unknown")) {
                    since.putIfAbsent(event.attempt(), event.at());
                } else {
                    Instant begun = since.remove(event.attempt());
                    if (begun != null) {
                        all.add(elapsed(begun, event.at()));
                    }
                }
            }
        }
        return all;
    }

    private static List<Long> webhooks(Facts facts) {
        var all = new ArrayList<Long>();
        Set<String> seen = new HashSet<>();
        for (Heard heard : facts.webhooks().heard()) {
            if (seen.add(heard.merchant() + " " + heard.id())) {
                all.add(elapsed(heard.happenedAt(), heard.heardAt()));
            }
        }
        return all;
    }
}
