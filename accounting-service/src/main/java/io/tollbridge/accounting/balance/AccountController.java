package io.tollbridge.accounting.balance;

import io.tollbridge.accounting.balance.Accounts.Held;
import io.tollbridge.accounting.balance.Accounts.Position;
import io.tollbridge.accounting.posting.Account;
import io.tollbridge.accounting.posting.Entry;
import io.tollbridge.accounting.posting.PostingStore.After;
import io.tollbridge.accounting.posting.Readers;
import io.tollbridge.starter.identity.AllowedFor;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.identity.Caller.Kind;
import io.tollbridge.starter.list.Cursor;
import io.tollbridge.starter.list.Limit;
import io.tollbridge.starter.list.ListView;
import io.tollbridge.starter.problem.ProblemException;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads accounts and their entries. A merchant sees its own sub-accounts. */
@RestController
@RequestMapping("/v1/ledger/accounts")
@AllowedFor(
        kinds = {Kind.MERCHANT, Kind.OPERATOR, Kind.SERVICE},
        scope = "*")
class AccountController {

    private final Accounts accounts;

    AccountController(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * An account in one currency, in minor units.
     *
     * @param object always {@code ledger_account}
     * @param kind {@code asset, liability, income, cost, memo}
     * @param sub the channel, bank or merchant; empty where there are no sub-accounts
     * @param balance positive on the account's normal side
     * @param entries how many lines were counted
     */
    record AccountView(
            String account,
            String object,
            String title,
            String kind,
            String sub,
            String currency,
            BigInteger debits,
            BigInteger credits,
            BigInteger balance,
            long entries) {

        static AccountView of(Held held) {
            var chart = held.account().chart();
            return new AccountView(
                    held.account().toString(),
                    "ledger_account",
                    chart.title(),
                    chart.kind().name().toLowerCase(Locale.ROOT),
                    held.account().sub(),
                    held.currency().code(),
                    held.sums().debits(),
                    held.sums().credits(),
                    held.sums().balance(chart.normalSide()),
                    held.sums().entries());
        }
    }

    /** One line of a posting on an account. */
    record EntryView(
            String account,
            String object,
            UUID posting,
            String rule,
            String sourceEvent,
            String side,
            long amount,
            String currency,
            Instant at) {

        static EntryView of(Entry entry) {
            return new EntryView(
                    entry.account().toString(),
                    "ledger_entry",
                    entry.postingId(),
                    entry.rule().wire(),
                    entry.sourceEvent(),
                    entry.side().wire(),
                    entry.amount(),
                    entry.currency().code(),
                    entry.at());
        }
    }

    @GetMapping
    ListView<AccountView> accounts(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            Caller caller) {
        int size = Limit.of(limit);
        String after = cursor == null ? "" : Cursor.decode(cursor).getFirst();
        var all =
                caller.kind() == Kind.MERCHANT
                        ? accounts.ofMerchant(caller.merchant())
                        : accounts.all();
        var page =
                all.stream()
                        .filter(held -> held.place().compareTo(after) > 0)
                        .limit(size + 1L)
                        .toList();
        boolean more = page.size() > size;
        var shown = more ? page.subList(0, size) : page;
        return ListView.of(
                "/v1/ledger/accounts",
                shown.stream().map(AccountView::of).toList(),
                more ? Cursor.encode(shown.getLast().place()) : null);
    }

    /** One account, a line per currency. */
    @GetMapping("/{account}")
    ListView<AccountView> account(@PathVariable String account, Caller caller) {
        var held = accounts.of(List.of(readable(account, caller)));
        return ListView.of(
                "/v1/ledger/accounts/" + account,
                held.stream().map(AccountView::of).toList(),
                null);
    }

    /** Newest first. */
    @GetMapping("/{account}/entries")
    ListView<EntryView> entries(
            @PathVariable String account,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            Caller caller) {
        int size = Limit.of(limit);
        var from = cursor == null ? Position.NEWEST : position(cursor);
        var page = accounts.entries(readable(account, caller), from, size + 1);
        boolean more = page.size() > size;
        var shown = more ? page.subList(0, size) : page;
        return ListView.of(
                "/v1/ledger/accounts/" + account + "/entries",
                shown.stream().map(EntryView::of).toList(),
                more ? cursor(Position.of(shown.getLast())) : null);
    }

    private static Account readable(String text, Caller caller) {
        try {
            var account = Account.of(text);
            if (Readers.mayRead(caller, account)) {
                return account;
            }
        } catch (IllegalArgumentException _) {
            // the same answer for one that cannot be and one that is not the caller's
        }
        throw ProblemException.notFound("account", text);
    }

    private static String cursor(Position at) {
        return Cursor.encode(
                at.period().toString(),
                Integer.toString(at.slot()),
                at.after().at().toString(),
                at.after().postingId().toString(),
                Integer.toString(at.after().line()));
    }

    private static Position position(String cursor) {
        return Cursor.read(
                cursor,
                words ->
                        new Position(
                                LocalDate.parse(words.get(0)),
                                Integer.parseInt(words.get(1)),
                                new After(
                                        Instant.parse(words.get(2)),
                                        UUID.fromString(words.get(3)),
                                        Integer.parseInt(words.get(4)))));
    }
}
