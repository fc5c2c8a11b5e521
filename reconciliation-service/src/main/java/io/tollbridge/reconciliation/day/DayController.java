package io.tollbridge.reconciliation.day;

import io.tollbridge.contracts.channels.StatementTotal;
import io.tollbridge.reconciliation.day.CassandraStatementStore.Day;
import io.tollbridge.starter.identity.AllowedFor;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.list.Cursor;
import io.tollbridge.starter.list.Limit;
import io.tollbridge.starter.list.ListView;
import io.tollbridge.starter.problem.ProblemException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reconciled days for operators. */
@RestController
@RequestMapping("/v1/reconciliation/days")
@AllowedFor(kinds = Caller.Kind.OPERATOR)
class DayController {

    private static final LocalDate END_OF_TIME = LocalDate.of(9999, 12, 31);

    private final CassandraStatementStore statements;

    DayController(CassandraStatementStore statements) {
        this.statements = statements;
    }

    /**
     * A channel's day.
     *
     * @param status {@code matching} while it is being published, {@code open_breaks} while one of
     *     its breaks is open, then {@code closed}
     * @param breaks differences found then, whatever became of them
     */
    record DayView(
            String object,
            String channel,
            LocalDate date,
            String status,
            String fileHash,
            int rows,
            int matched,
            int breaks,
            List<StatementTotal> totals,
            @Nullable Instant closedAt) {

        static DayView from(Day day) {
            return new DayView(
                    "reconciliation_day",
                    day.channel(),
                    day.date(),
                    status(day),
                    day.fileHash(),
                    day.rows(),
                    day.matched(),
                    day.breaks(),
                    day.totals(),
                    day.closedAt());
        }

        private static String status(Day day) {
            if (day.closedAt() != null) {
                return "closed";
            }
            return day.isPublished() ? "open_breaks" : "matching";
        }
    }

    @GetMapping
    ListView<DayView> list(
            @RequestParam String channel,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Limit.of(limit);
        var before =
                cursor == null
                        ? END_OF_TIME
                        : Cursor.read(cursor, words -> LocalDate.parse(words.getFirst()));
        var found = statements.days(channel, before, size + 1);
        var page = found.subList(0, Math.min(size, found.size()));
        String next = found.size() > size ? Cursor.encode(page.getLast().date().toString()) : null;
        var views = page.stream().map(DayView::from).toList();
        return ListView.of("/v1/reconciliation/days", views, next);
    }

    @GetMapping("/{channel}/{date}")
    DayView read(@PathVariable String channel, @PathVariable LocalDate date) {
        return statements
                .day(channel, date)
                .map(DayView::from)
                .orElseThrow(() -> ProblemException.notFound("day", channel + "/" + date));
    }
}
