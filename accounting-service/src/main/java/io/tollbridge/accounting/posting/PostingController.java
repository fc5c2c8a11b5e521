package io.tollbridge.accounting.posting;

import io.tollbridge.kernel.PaymentId;
import io.tollbridge.starter.identity.AllowedFor;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.identity.Caller.Kind;
import io.tollbridge.starter.list.Cursor;
import io.tollbridge.starter.list.Limit;
import io.tollbridge.starter.list.ListView;
import io.tollbridge.starter.problem.ProblemException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads postings: one, those of a payment, those of a day. */
@RestController
@RequestMapping("/v1/ledger")
@AllowedFor(
        kinds = {Kind.MERCHANT, Kind.OPERATOR, Kind.SERVICE},
        scope = "*")
class PostingController {

    private static final int HOURS = 24;

    private final PostingStore store;

    PostingController(PostingStore store) {
        this.store = store;
    }

    @GetMapping("/postings/{id}")
    PostingView posting(@PathVariable String id, Caller caller) {
        return store.posting(uuid(id))
                .flatMap(posting -> PostingView.of(posting, caller))
                .orElseThrow(() -> ProblemException.notFound("posting", id));
    }

    @GetMapping("/payments/{payment}")
    ListView<PostingView> ofPayment(@PathVariable String payment, Caller caller) {
        var views =
                store.ofPayment(paymentId(payment)).stream()
                        .flatMap(posting -> PostingView.of(posting, caller).stream())
                        .toList();
        return ListView.of("/v1/ledger/payments/" + payment, views, null);
    }

    /** The journal of a day, hour by hour. */
    @GetMapping("/postings")
    @AllowedFor(
            kinds = {Kind.OPERATOR, Kind.SERVICE},
            scope = "*")
    ListView<PostingView> ofDay(
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate period,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            Caller caller) {
        int wanted = Limit.of(limit);
        List<String> from = cursor == null ? List.of("0", "") : Cursor.decode(cursor);
        int slot = Integer.parseInt(from.getFirst());
        UUID after = from.getLast().isEmpty() ? null : uuid(from.getLast());
        var ids = new ArrayList<UUID>();
        String next = null;
        for (; slot < HOURS && next == null; slot++) {
            var page = store.ofPeriod(period, slot, after, wanted - ids.size() + 1);
            boolean more = page.size() > wanted - ids.size();
            ids.addAll(more ? page.subList(0, wanted - ids.size()) : page);
            UUID last = page.isEmpty() || ids.isEmpty() ? null : ids.getLast();
            next = more ? Cursor.encode("" + slot, last == null ? "" : last.toString()) : null;
            after = null;
        }
        var views =
                ids.stream()
                        .flatMap(id -> store.posting(id).stream())
                        .flatMap(posting -> PostingView.of(posting, caller).stream())
                        .toList();
        return ListView.of("/v1/ledger/postings?period=" + period, views, next);
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw ProblemException.notFound("posting", text);
        }
    }

    private static PaymentId paymentId(String text) {
        try {
            return new PaymentId(text);
        } catch (IllegalArgumentException _) {
            throw ProblemException.notFound("payment", text);
        }
    }
}
