package io.tollbridge.finance.report;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.tollbridge.contracts.settlements.SettlementClosed;
import io.tollbridge.finance.report.CassandraSettlementStore.DayPlace;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.starter.identity.AllowedFor;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.identity.Caller.Kind;
import io.tollbridge.starter.list.Cursor;
import io.tollbridge.starter.list.Limit;
import io.tollbridge.starter.list.ListView;
import io.tollbridge.starter.problem.ProblemException;
import java.time.LocalDate;
import java.util.List;
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

/** The settlement report of a merchant's day, and the items and postings behind it. */
@RestController
@RequestMapping("/v1/reports/settlement")
@AllowedFor(
        kinds = {Kind.MERCHANT, Kind.OPERATOR, Kind.SERVICE},
        scope = "*")
class SettlementReportController {

    private static final List<String> COLUMNS =
            List.of(
                    "merchant_id",
                    "settlement_date",
                    "currency",
                    "batch_id",
                    "status",
                    "payable_on",
                    "items",
                    "gross",
                    "refunds",
                    "fees",
                    "net",
                    "ledger_gross",
                    "ledger_refunds",
                    "ledger_fees",
                    "ledger_net",
                    "equal");

    private final SettlementReports reports;

    SettlementReportController(SettlementReports reports) {
        this.reports = reports;
    }

    /**
     * A merchant's day.
     *
     * @param object always {@code settlement_report}
     * @param equal every figure equals its journal lines
     * @param itemsUrl lists what is summed here, posting by posting
     */
    @Schema(name = "SettlementReport")
    record ReportView(
            String object,
            MerchantId merchant,
            LocalDate settlementDate,
            boolean equal,
            String itemsUrl,
            List<CurrencyView> currencies) {}

    /**
     * One currency of it, in minor units.
     *
     * @param status {@code open} or {@code closed}
     * @param refunds negative or zero
     * @param net gross plus refunds less fees
     */
    record CurrencyView(
            String currency,
            @Nullable String batch,
            String status,
            @Nullable LocalDate payableOn,
            int items,
            FigureView gross,
            FigureView refunds,
            FigureView fees,
            FigureView net) {

        static CurrencyView of(SettlementDay day) {
            SettlementClosed closed = day.closed();
            return new CurrencyView(
                    day.currency().code(),
                    closed == null ? null : closed.batchId(),
                    day.status(),
                    closed == null ? null : closed.payableOn(),
                    day.items(),
                    FigureView.of(day.gross()),
                    FigureView.of(day.refunds()),
                    FigureView.of(day.fees()),
                    FigureView.of(day.net()));
        }
    }

    /**
     * One item and the postings that book it; or a posting that settlement has no item for, on its
     * accounting day.
     *
     * @param id the payment's event; of a posting without item the event that was booked
     * @param kind {@code capture, refund}; {@code fee} of a fee without item
     * @param settled whether there is an item
     */
    record ItemView(
            String id,
            String object,
            String kind,
            boolean settled,
            PaymentId payment,
            String currency,
            FigureView gross,
            FigureView fee,
            List<UUID> postings) {

        static ItemView of(SettlementDay.Line line) {
            var item = line.item();
            return new ItemView(
                    item.itemId(),
                    "settlement_item",
                    item.kind().wire(),
                    item.isSettled(),
                    item.payment(),
                    item.gross().currency().code(),
                    FigureView.of(line.gross()),
                    FigureView.of(line.fees()),
                    line.postingIds());
        }
    }

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
            @RequestParam(name = "merchant_id", required = false) @Nullable String merchantId,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate date,
            @RequestParam(required = false) @Nullable String format,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
            Caller caller) {
        var wanted = ReportFormat.of(format, accept);
        var merchant = merchant(merchantId, caller);
        var days = reports.of(merchant, date);
        return switch (wanted) {
            case JSON -> ReportFormat.json(view(merchant, date, days));
            case CSV ->
                    ReportFormat.file(
                            "settlement-" + merchant + "-" + date, table(merchant, date, days));
        };
    }

    @GetMapping("/items")
    ListView<ItemView> items(
            @RequestParam(name = "merchant_id", required = false) @Nullable String merchantId,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate date,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            Caller caller) {
        int size = Limit.of(limit);
        var merchant = merchant(merchantId, caller);
        var after = place(DayPlace.start(merchant, date), cursor);
        var page = reports.lines(after, size + 1);
        boolean more = page.size() > size;
        var shown = more ? page.subList(0, size) : page;
        return ListView.of(
                itemsUrl(merchant, date),
                shown.stream().map(ItemView::of).toList(),
                more ? cursor(after.after(shown.getLast())) : null);
    }

    private static String cursor(DayPlace place) {
        return Cursor.encode(place.currency(), place.id(), place.rule());
    }

    private static DayPlace place(DayPlace start, @Nullable String cursor) {
        return cursor == null
                ? start
                : Cursor.read(
                        cursor,
                        words ->
                                new DayPlace(
                                        start.merchant(),
                                        start.date(),
                                        words.get(0),
                                        words.get(1),
                                        words.get(2)));
    }

    private static ReportView view(MerchantId merchant, LocalDate date, List<SettlementDay> days) {
        return new ReportView(
                "settlement_report",
                merchant,
                date,
                days.stream().allMatch(SettlementDay::isEqual),
                itemsUrl(merchant, date),
                days.stream().map(CurrencyView::of).toList());
    }

    private static Csv table(MerchantId merchant, LocalDate date, List<SettlementDay> days) {
        var table = new Csv(COLUMNS);
        for (SettlementDay day : days) {
            SettlementClosed closed = day.closed();
            table.row(
                    merchant,
                    date,
                    day.currency(),
                    closed == null ? "" : closed.batchId(),
                    day.status(),
                    closed == null ? "" : closed.payableOn(),
                    day.items(),
                    day.gross().amount(),
                    day.refunds().amount(),
                    day.fees().amount(),
                    day.net().amount(),
                    day.gross().ledgerTotal(),
                    day.refunds().ledgerTotal(),
                    day.fees().ledgerTotal(),
                    day.net().ledgerTotal(),
                    day.isEqual());
        }
        return table;
    }

    private static String itemsUrl(MerchantId merchant, LocalDate date) {
        return "/v1/reports/settlement/items?merchant_id=" + merchant + "&date=" + date;
    }

    /** A merchant's own, whether it names itself or not; anybody else names one. */
    private static MerchantId merchant(@Nullable String asked, Caller caller) {
        if (caller.kind() == Kind.MERCHANT) {
            MerchantId own = caller.merchant();
            if (asked != null && !asked.equals(own.value())) {
                throw ProblemException.notFound("merchant", asked);
            }
            return own;
        }
        try {
            return new MerchantId(asked == null ? "" : asked);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(
                    "invalid_merchant", "merchant_id", String.valueOf(e.getMessage()));
        }
    }
}
