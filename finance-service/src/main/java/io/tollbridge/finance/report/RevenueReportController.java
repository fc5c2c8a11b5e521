package io.tollbridge.finance.report;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.tollbridge.finance.report.Revenue.Hour;
import io.tollbridge.finance.report.Revenue.Kind;
import io.tollbridge.kernel.Currency;
import io.tollbridge.starter.identity.AllowedFor;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.list.Cursor;
import io.tollbridge.starter.list.Limit;
import io.tollbridge.starter.list.ListView;
import io.tollbridge.starter.problem.ProblemException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the platform earns, by currency and UTC day, and the journal lines behind it. */
@RestController
@RequestMapping("/v1/reports/revenue")
@AllowedFor(
        kinds = {Caller.Kind.OPERATOR, Caller.Kind.SERVICE},
        scope = "*")
class RevenueReportController {

    private static final int MOST_DAYS = 92;
    private static final int HOURS = 24;
    private static final UUID FIRST = new UUID(0, 0);
    private static final List<String> COLUMNS =
            List.of(
                    "day",
                    "currency",
                    "fees",
                    "channel_cost",
                    "net",
                    "ledger_fees",
                    "ledger_channel_cost",
                    "ledger_net",
                    "equal");

    private final CassandraRevenueStore store;

    RevenueReportController(CassandraRevenueStore store) {
        this.store = store;
    }

    /**
     * Some days.
     *
     * @param object always {@code revenue_report}
     * @param equal every figure equals its journal lines
     */
    @Schema(name = "RevenueReport")
    record ReportView(
            String object,
            LocalDate from,
            LocalDate to,
            boolean equal,
            List<RowView> totals,
            List<RowView> days) {}

    /**
     * A day, or all of them, in one currency, in minor units.
     *
     * @param fees what merchants paid (4010)
     * @param channelCost what channels kept (5030)
     */
    record RowView(
            @Nullable LocalDate day,
            String currency,
            FigureView fees,
            FigureView channelCost,
            FigureView net) {

        static RowView of(@Nullable LocalDate day, Revenue.Day row) {
            return new RowView(
                    day,
                    row.currency().code(),
                    FigureView.of(row.fees()),
                    FigureView.of(row.channelCost()),
                    FigureView.of(row.net()));
        }
    }

    /** A journal line, in minor units. */
    record LineView(String object, UUID posting, String account, String currency, long amount) {}

    @GetMapping
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = ReportView.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = "string"))
            })
    ResponseEntity<Object> report(
            @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate to,
            @RequestParam(required = false) @Nullable String format,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        var wanted = ReportFormat.of(format, accept);
        if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) >= MOST_DAYS) {
            throw ProblemException.badRequest(
                    "invalid_period",
                    "to",
                    "to: "
                            + to
                            + " (expected: from "
                            + from
                            + " on, at most "
                            + MOST_DAYS
                            + " days)");
        }
        var days = days(from, to);
        return switch (wanted) {
            case JSON -> ReportFormat.json(view(from, to, days));
            case CSV -> ReportFormat.file("revenue-" + from + "-" + to, table(days));
        };
    }

    @GetMapping("/lines")
    ListView<LineView> lines(
            @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate day,
            @RequestParam String currency,
            @RequestParam String kind,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Limit.of(limit);
        Kind wanted = kind(kind);
        var words = cursor == null ? List.of("0", FIRST.toString()) : Cursor.decode(cursor);
        int slot = Integer.parseInt(words.getFirst());
        var after = UUID.fromString(words.getLast());
        var page = new ArrayList<Revenue.Line>();
        for (; slot < HOURS && page.size() <= size; slot++) {
            var hour = new Hour(currency, day, slot);
            page.addAll(store.lines(hour, wanted, after, size + 1 - page.size()));
            after = FIRST;
        }
        boolean more = page.size() > size;
        var shown = more ? page.subList(0, size) : page;
        return ListView.of(
                "/v1/reports/revenue/lines?day=" + day + "&currency=" + currency + "&kind=" + kind,
                shown.stream()
                        .map(line ->
                                new LineView(
                                        "revenue_line",
                                        line.postingId(),
                                        line.account(),
                                        currency,
                                        line.amount()))
                        .toList(),
                more ? cursor(shown.getLast()) : null);
    }

    private static String cursor(Revenue.Line last) {
        return Cursor.encode(Integer.toString(last.hour().slot()), last.postingId().toString());
    }

    private static Kind kind(String word) {
        return switch (word) {
            case "fees" -> Kind.FEES;
            case "channel_cost" -> Kind.CHANNEL_COST;
            default ->
                    throw ProblemException.badRequest(
                            "invalid_kind",
                            "kind",
                            "kind: " + word + " (expected: fees, channel_cost)");
        };
    }

    private List<Revenue.Day> days(LocalDate from, LocalDate to) {
        var days = new ArrayList<Revenue.Day>();
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            for (Currency currency : store.currencies(day)) {
                days.add(
                        new Revenue.Day(
                                day,
                                currency,
                                store.figure(currency, day, Kind.FEES),
                                store.figure(currency, day, Kind.CHANNEL_COST)));
            }
        }
        return days;
    }

    private static ReportView view(LocalDate from, LocalDate to, List<Revenue.Day> days) {
        var totals = new TreeMap<Currency, Revenue.Day>(Comparator.comparing(Currency::code));
        days.forEach(day -> totals.merge(day.currency(), day, Revenue.Day::plus));
        return new ReportView(
                "revenue_report",
                from,
                to,
                days.stream().allMatch(Revenue.Day::isEqual),
                totals.values().stream().map(total -> RowView.of(null, total)).toList(),
                days.stream().map(day -> RowView.of(day.day(), day)).toList());
    }

    private static Csv table(List<Revenue.Day> days) {
        var table = new Csv(COLUMNS);
        for (Revenue.Day day : days) {
            table.row(
                    day.day(),
                    day.currency(),
                    day.fees().amount(),
                    day.channelCost().amount(),
                    day.net().amount(),
                    day.fees().ledgerTotal(),
                    day.channelCost().ledgerTotal(),
                    day.net().ledgerTotal(),
                    day.isEqual());
        }
        return table;
    }
}
