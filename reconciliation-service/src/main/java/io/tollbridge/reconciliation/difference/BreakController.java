package io.tollbridge.reconciliation.difference;

import io.tollbridge.contracts.reconciliation.BreakView;
import io.tollbridge.reconciliation.difference.CassandraBreakStore.Place;
import io.tollbridge.starter.identity.AllowedFor;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.list.Cursor;
import io.tollbridge.starter.list.Limit;
import io.tollbridge.starter.list.ListView;
import io.tollbridge.starter.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Breaks for operators: read them, explain them. */
@RestController
@RequestMapping("/v1/reconciliation/breaks")
@AllowedFor(kinds = Caller.Kind.OPERATOR)
class BreakController {

    private static final String LAST = "~"; // sorts after every break id
    private static final int PORTION = 200;

    private final CassandraBreakStore store;
    private final BreakService breaks;
    private final InstantSource clock;

    BreakController(CassandraBreakStore store, BreakService breaks, InstantSource clock) {
        this.store = store;
        this.breaks = breaks;
        this.clock = clock;
    }

    /**
     * Why a break is none any more. {@code accepted} books what was found as it is: the line of a
     * fee or amount mismatch, the credit by which a channel paid less or more than it owed. What
     * the ledger still holds against it then stays open there.
     */
    record Resolution(@NotBlank @Size(max = 500) String resolution) {}

    /** What to list; null for all. */
    private record Filter(@Nullable String type, @Nullable String status, @Nullable String source) {

        boolean takes(BreakView view) {
            return (type == null || type.equals(view.type()))
                    && (status == null || status.equals(view.status()))
                    && (source == null || source.equals(view.source()));
        }
    }

    @GetMapping
    ListView<BreakView> list(
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Limit.of(limit);
        var found = collect(new Filter(type, status, source), size + 1, start(cursor));
        var page = found.subList(0, Math.min(size, found.size()));
        String next =
                found.size() > size
                        ? Cursor.encode(page.getLast().date().toString(), page.getLast().id())
                        : null;
        return ListView.of("/v1/reconciliation/breaks", List.copyOf(page), next);
    }

    private Place start(@Nullable String cursor) {
        if (cursor == null) {
            var tomorrow = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1);
            return new Place(tomorrow, LAST);
        }
        return Cursor.read(
                cursor, words -> new Place(LocalDate.parse(words.getFirst()), words.get(1)));
    }

    /** Walks back through this year and the two before it. */
    private List<BreakView> collect(Filter filter, int wanted, Place from) {
        var found = new ArrayList<BreakView>();
        var at = from;
        int year = from.date().getYear();
        for (int oldest = year - 2; year >= oldest && found.size() < wanted; ) {
            var places = store.page(year, at, PORTION);
            for (var place : places) {
                if (found.size() < wanted) {
                    store.find(place.breakId())
                            .map(Difference::view)
                            .filter(filter::takes)
                            .ifPresent(found::add);
                }
                at = place;
            }
            if (places.size() < PORTION) {
                year--;
            }
        }
        return found;
    }

    @GetMapping("/{id}")
    BreakView read(@PathVariable String id) {
        return find(id).view();
    }

    @PostMapping("/{id}/resolve")
    BreakView resolve(@PathVariable String id, @Valid @RequestBody Resolution asked) {
        var resolved = breaks.resolve(find(id), asked.resolution());
        if (!asked.resolution().equals(resolved.view().resolution())) {
            throw ProblemException.conflict(
                    "already_resolved", id + " was resolved: " + resolved.view().resolution());
        }
        return resolved.view();
    }

    private Difference find(String id) {
        return breaks.find(id).orElseThrow(() -> ProblemException.notFound("break", id));
    }
}
