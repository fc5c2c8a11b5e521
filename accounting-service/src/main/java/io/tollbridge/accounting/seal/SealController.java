package io.tollbridge.accounting.seal;

import io.tollbridge.accounting.posting.PostingStore;
import io.tollbridge.starter.identity.AllowedFor;
import io.tollbridge.starter.identity.Caller.Kind;
import io.tollbridge.starter.list.Cursor;
import io.tollbridge.starter.list.Limit;
import io.tollbridge.starter.list.ListView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The chain of seals, and whether it holds; for the platform's people. */
@RestController
@RequestMapping("/v1/ledger/seals")
@AllowedFor(
        kinds = {Kind.OPERATOR, Kind.SERVICE},
        scope = "*")
class SealController {

    private final SealStore seals;
    private final PostingStore postings;
    private final PlaceIndex index;

    SealController(SealStore seals, PostingStore postings, PlaceIndex index) {
        this.seals = seals;
        this.postings = postings;
        this.index = index;
    }

    /**
     * A seal.
     *
     * @param object always {@code seal}
     * @param label the business day that it was made after
     * @param postings how many it covers
     * @param totals per currency: debits, credits in minor units, lines
     * @param hash keep it elsewhere: it stands for this seal and all before
     */
    record SealView(
            long number,
            String object,
            LocalDate label,
            long postings,
            List<String> totals,
            String root,
            String previous,
            String hash,
            Instant sealedAt) {

        static SealView of(SealStore.Stored stored) {
            var seal = stored.seal();
            return new SealView(
                    seal.number(),
                    "seal",
                    seal.label(),
                    seal.leaves(),
                    seal.totalLines(),
                    seal.root().toString(),
                    seal.previous().toString(),
                    stored.hash().toString(),
                    seal.sealedAt());
        }
    }

    /** The newest first. */
    @GetMapping
    ListView<SealView> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int wanted = Limit.of(limit);
        long before =
                cursor == null
                        ? Long.MAX_VALUE
                        : Cursor.read(cursor, words -> Long.parseLong(words.getFirst()));
        var page = seals.before(before, wanted + 1);
        var shown = page.subList(0, Math.min(wanted, page.size()));
        String next =
                page.size() > wanted ? Cursor.encode("" + shown.getLast().seal().number()) : null;
        return ListView.of("/v1/ledger/seals", shown.stream().map(SealView::of).toList(), next);
    }

    /** Recomputes all of them from the postings that are there now. */
    @GetMapping("/verification")
    Verification.Result verify() {
        return Verification.of(seals, postings, index);
    }
}
