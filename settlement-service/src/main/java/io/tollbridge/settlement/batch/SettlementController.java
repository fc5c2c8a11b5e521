package io.tollbridge.settlement.batch;

import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.settlement.terms.Merchants;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.list.Cursor;
import io.tollbridge.starter.list.Limit;
import io.tollbridge.starter.list.ListView;
import io.tollbridge.starter.problem.ProblemException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads settlement batches. */
@RestController
@RequestMapping("/v1/settlements")
class SettlementController {

    private static final LocalDate END_OF_TIME = LocalDate.of(9999, 12, 31);

    private final CassandraBatchStore batches;
    private final CassandraBatchIndexStore index;

    SettlementController(CassandraBatchStore batches, CassandraBatchIndexStore index) {
        this.batches = batches;
        this.index = index;
    }

    /**
     * A batch as merchants see it.
     *
     * @param status {@code open}, {@code closed}, {@code matured}
     */
    record SettlementView(
            String id,
            String object,
            MerchantId merchantId,
            boolean livemode,
            String currency,
            LocalDate settlementDate,
            String status,
            int items,
            long gross,
            long refunds,
            long fees,
            long net,
            @Nullable LocalDate payableOn,
            @Nullable String hash,
            @Nullable Instant closedAt,
            @Nullable Instant maturedAt) {}

    record ItemView(
            String id,
            String object,
            String type,
            String payment,
            String attempt,
            long gross,
            long fee,
            long net,
            String feePlan,
            LocalDate originalDate,
            Instant at) {}

    record SettlementWithItems(SettlementView settlement, ListView<ItemView> items) {}

    @GetMapping
    ListView<SettlementView> list(
            Caller caller,
            @RequestParam(name = "merchant_id", required = false) @Nullable String merchantId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var merchant = Merchants.asked(caller, merchantId);
        int size = Limit.of(limit);
        var after = cursor == null ? null : place(cursor);
        var from = after == null ? END_OF_TIME : after.date();
        // All currencies of the cursor's day come again: the ones already seen are passed over.
        var found =
                index
                        .ofMerchant(merchant, caller.mode(), from, size + 1 + Currency.all().size())
                        .stream()
                        .filter(key -> after == null || isAfter(key, after))
                        .toList();
        var page = found.subList(0, Math.min(size, found.size()));
        String next =
                found.size() > size
                        ? Cursor.encode(
                                page.getLast().date().toString(), page.getLast().currency().code())
                        : null;
        return ListView.of("/v1/settlements", page.stream().map(this::view).toList(), next);
    }

    private record Place(LocalDate date, String currency) {}

    private static Place place(String cursor) {
        return Cursor.read(
                cursor, words -> new Place(LocalDate.parse(words.getFirst()), words.get(1)));
    }

    private static boolean isAfter(BatchKey key, Place place) {
        return key.date().isBefore(place.date())
                || key.currency().code().compareTo(place.currency()) > 0;
    }

    @GetMapping("/{id}")
    SettlementWithItems read(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var key = BatchKey.parse(id).filter(known -> maySee(caller, known)).orElse(null);
        if (key == null) {
            throw ProblemException.notFound("settlement", id);
        }
        int size = Limit.of(limit);
        String after = cursor == null ? "" : Cursor.decode(cursor).getFirst();
        var found = batches.itemsAfter(key, after, size + 1);
        if (found.isEmpty() && cursor == null) {
            throw ProblemException.notFound("settlement", id);
        }
        var page = found.subList(0, Math.min(size, found.size()));
        String next = found.size() > size ? Cursor.encode(page.getLast().id()) : null;
        var items = page.stream().map(SettlementController::view).toList();
        return new SettlementWithItems(
                view(key), ListView.of("/v1/settlements/" + id, items, next));
    }

    private static boolean maySee(Caller caller, BatchKey key) {
        return caller.mode() == key.mode()
                && (caller.isOperator() || caller.merchant().equals(key.merchant()));
    }

    private SettlementView view(BatchKey key) {
        return switch (batches.load(key)) {
            case Batch.Sealed closed ->
                    view(
                            key,
                            closed.maturedAt() == null ? "closed" : "matured",
                            closed.seal(),
                            closed);
            case Batch.Open _, Batch.Shut _ -> view(key, "open", soFar(key), null);
        };
    }

    private Seal soFar(BatchKey key) {
        return Seal.over(key.currency(), batches.items(key));
    }

    private static SettlementView view(
            BatchKey key, String status, Seal seal, Batch.@Nullable Sealed closed) {
        return new SettlementView(
                key.id(),
                "settlement",
                key.merchant(),
                key.mode() == Mode.LIVE,
                key.currency().code(),
                key.date(),
                status,
                seal.items(),
                seal.gross().minorUnits(),
                seal.refunds().minorUnits(),
                seal.fees().minorUnits(),
                seal.net().minorUnits(),
                closed == null ? null : closed.payableOn(),
                closed == null ? null : seal.hash(),
                closed == null ? null : closed.closedAt(),
                closed == null ? null : closed.maturedAt());
    }

    private static ItemView view(Item item) {
        return new ItemView(
                item.id(),
                "settlement_item",
                item.kind().name().toLowerCase(java.util.Locale.ROOT),
                item.payment().value(),
                item.attempt().value(),
                item.gross().minorUnits(),
                item.fee().minorUnits(),
                item.net().minorUnits(),
                item.feePlan(),
                item.originalDate(),
                item.at());
    }
}
