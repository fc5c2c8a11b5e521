package io.tollbridge.operations.overview;

import io.tollbridge.operations.audit.Unaudited;
import io.tollbridge.operations.overview.OpenItem.Kind;
import io.tollbridge.operations.parking.ParkedKeys;
import io.tollbridge.operations.section.Section;
import io.tollbridge.starter.clock.BusinessClock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The platform on one page. */
@RestController
class OverviewController {

    private static final int SHOWN = 20;
    private static final int DAYS = 30;

    private final ServiceHealth health;
    private final ConsumerLag lag;
    private final CassandraOverviewStore store;
    private final ParkedKeys parked;
    private final Proofs proofs;
    private final BusinessClock clock;
    private final JsonMapper json;

    /**
     * The page.
     *
     * @param object always {@code overview}
     * @param at business time
     * @param missing the sections that could not be asked; each says why
     */
    record OverviewView(
            String object,
            Instant at,
            boolean complete,
            List<String> missing,
            Map<String, Section> sections) {}

    /**
     * What is open of one kind.
     *
     * @param more there are more than were counted
     * @param oldest since when the oldest one is open
     * @param items the oldest ones
     */
    record OpenView(int count, boolean more, @Nullable Instant oldest, List<JsonNode> items) {}

    /** Consumer groups, and how far behind they are together. */
    record LagView(long total, List<ConsumerLag.GroupLag> groups) {}

    /** How many keys wait behind an event that could not be handled. */
    record ParkedView(int keys, List<ParkedKeys.ParkedLine> oldest) {}

    OverviewController(
            ServiceHealth health,
            ConsumerLag lag,
            CassandraOverviewStore store,
            ParkedKeys parked,
            Proofs proofs,
            BusinessClock clock,
            JsonMapper json) {
        this.health = health;
        this.lag = lag;
        this.store = store;
        this.parked = parked;
        this.proofs = proofs;
        this.clock = clock;
        this.json = json;
    }

    @GetMapping("/ops/v1/overview")
    @Unaudited("shows nobody's data and is asked for all day long")
    OverviewView read() {
        var sources = new LinkedHashMap<String, Supplier<Section>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            sources.put("services", () -> Section.ok(health.all(threads)));
            sources.put("consumers", this::consumers);
            sources.put("parked", this::parked);
            sources.put("unknown_attempts", () -> open(Kind.UNKNOWN_ATTEMPT));
            sources.put("open_breaks", () -> open(Kind.BREAK));
            sources.put("trial_balance", proofs::trialBalance);
            sources.put("completeness", proofs::completeness);
            sources.put("statement_days", () -> Section.of(store.days(DAYS)));
            var asked = new LinkedHashMap<String, CompletableFuture<Section>>();
            sources.forEach((name, source) ->
                    asked.put(
                            name,
                            CompletableFuture.supplyAsync(
                                    () -> Section.ask(name, source), threads)));
            var sections = new LinkedHashMap<String, Section>();
            asked.forEach((name, section) -> sections.put(name, section.join()));
            var missing = Section.missingIn(sections);
            return new OverviewView(
                    "overview", clock.instant(), missing.isEmpty(), missing, sections);
        }
    }

    private Section consumers() {
        var groups = lag.all();
        return Section.ok(
                new LagView(groups.stream().mapToLong(ConsumerLag.GroupLag::lag).sum(), groups));
    }

    /** A service that does not answer may have parked something: none must not be said then. */
    private Section parked() {
        var found = parked.all();
        if (!found.missing().isEmpty()) {
            return Section.missing(String.join(", ", found.missing()) + ": no answer");
        }
        var lines =
                found.lines().stream()
                        .sorted(Comparator.comparing(line -> line.parked().oldest().parkedAt()))
                        .toList();
        return lines.isEmpty()
                ? Section.none(null)
                : Section.ok(new ParkedView(lines.size(), lines.stream().limit(SHOWN).toList()));
    }

    private Section open(Kind kind) {
        var open = store.open(kind);
        var items = open.items();
        return Section.ok(
                new OpenView(
                        items.size(),
                        open.more(),
                        items.isEmpty() ? null : items.getFirst().since(),
                        items.stream()
                                .limit(SHOWN)
                                .map(item -> json.readTree(item.body()))
                                .toList()));
    }
}
