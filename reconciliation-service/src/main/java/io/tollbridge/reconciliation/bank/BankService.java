package io.tollbridge.reconciliation.bank;

import io.tollbridge.contracts.channels.BankEntry;
import io.tollbridge.contracts.channels.BankStatementCompleted;
import io.tollbridge.contracts.reconciliation.FundingMatched;
import io.tollbridge.contracts.reconciliation.PayoutMatched;
import io.tollbridge.contracts.reconciliation.PayoutReturned;
import io.tollbridge.kernel.Money;
import io.tollbridge.reconciliation.bank.CassandraFundingStore.Expected;
import io.tollbridge.reconciliation.bank.CassandraFundingStore.Funding;
import io.tollbridge.reconciliation.bank.CassandraFundingStore.Payout;
import io.tollbridge.reconciliation.difference.BreakService;
import io.tollbridge.reconciliation.difference.Difference;
import io.tollbridge.reconciliation.matching.BreakType;
import io.tollbridge.reconciliation.matching.ReconciliationTerms;
import io.tollbridge.starter.crash.Crash;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.event.OutgoingEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Finds what each bank entry is, and says so once it is certain. */
@Service
public class BankService {

    private static final String PAYOUT_MATCHED = "payout_matched";

    private final CassandraBankStore bank;
    private final CassandraFundingStore fundings;
    private final BreakService breaks;
    private final EventPublisher publisher;
    private final ReconciliationTerms terms;
    private final InstantSource clock;

    BankService(
            CassandraBankStore bank,
            CassandraFundingStore fundings,
            BreakService breaks,
            EventPublisher publisher,
            ReconciliationTerms terms,
            InstantSource clock) {
        this.bank = bank;
        this.fundings = fundings;
        this.breaks = breaks;
        this.publisher = publisher;
        this.terms = terms;
        this.clock = clock;
    }

    /** Takes an entry in; one that came before, or is of a refused file, changes nothing. */
    void take(BankEntry entry) {
        String file = bank.fileOf(entry.bank(), entry.date(), entry.fileHash());
        if (!file.equals(entry.fileHash())) {
            return;
        }
        var known = bank.find(entry.bank(), entry.bankReference());
        if (known.map(CassandraBankStore.Stored::outcome).isPresent()) {
            bank.done(entry.bank(), entry.bankReference());
            return;
        }
        bank.add(entry, now());
        Crash.at("reconciliation.bank-entry-stored");
        look(entry);
    }

    void complete(BankStatementCompleted statement) {
        String file = bank.fileOf(statement.bank(), statement.date(), statement.fileHash());
        if (file.equals(statement.fileHash())) {
            bank.complete(statement.bank(), statement.date());
            return;
        }
        breaks.open(
                Difference.open(
                        new Difference.About(
                                statement.bank(),
                                statement.date(),
                                BreakType.DUPLICATE,
                                statement.fileHash()),
                        new Difference.Figures(
                                null, null, "another statement for a day read from " + file),
                        null,
                        now()));
    }

    /** Looks at all entries that wait; those that waited long enough are breaks. */
    void lookAgain() {
        var tooOld = clock.instant().minus(terms.bankPatience());
        for (var waiting : bank.waiting()) {
            var stored = bank.find(waiting.bank(), waiting.bankReference()).orElse(null);
            if (stored == null) {
                continue; // its listener is just about to keep it
            }
            if (stored.outcome() != null) {
                bank.done(waiting.bank(), waiting.bankReference());
            } else if (!look(stored.entry()) && waiting.since().isBefore(tooOld)) {
                differs(stored.entry(), BreakType.BANK_UNIDENTIFIED, null, "nothing known of it");
            }
        }
    }

    /** Whether the entry has an outcome now. */
    private boolean look(BankEntry entry) {
        if (identified(entry)) {
            return true;
        }
        boolean mayBeKnownLater = entry.endToEndId() != null || isFunding(entry);
        if (!mayBeKnownLater) {
            differs(entry, BreakType.BANK_UNIDENTIFIED, null, "names nothing of ours");
        }
        return !mayBeKnownLater;
    }

    /** Whether what the entry is about is known; then it has its outcome. */
    private boolean identified(BankEntry entry) {
        String payoutId = entry.endToEndId();
        if (payoutId != null) {
            var payout = fundings.payout(payoutId);
            if (entry.returned()) {
                payout = payout.filter(paid -> isDebited(entry.bank(), paid));
                payout.ifPresent(found -> ofReturn(entry, found));
            } else {
                payout.ifPresent(found -> ofPayout(entry, found));
            }
            return payout.isPresent();
        }
        var funding = entry.credit() ? fundingOf(entry) : Optional.<Funding>empty();
        funding.ifPresent(found -> ofFunding(entry, found));
        return funding.isPresent();
    }

    /** Whether what an entry is about has become known since it was given up. */
    boolean identifiedSince(String bankName, String bankReference) {
        return bank.find(bankName, bankReference)
                .map(stored -> identified(stored.entry()))
                .orElse(false);
    }

    private boolean isFunding(BankEntry entry) {
        String remittance = entry.remittance();
        return remittance != null
                && terms.channels().values().stream()
                        .anyMatch(channel ->
                                FundingPolicy.purposeOf(remittance, channel.remittance())
                                        .isPresent());
    }

    private Optional<Funding> fundingOf(BankEntry entry) {
        String remittance = String.valueOf(entry.remittance());
        return terms.channels().entrySet().stream()
                .flatMap(channel ->
                        FundingPolicy.purposeOf(remittance, channel.getValue().remittance())
                                .flatMap(purpose ->
                                        fundings.funding(
                                                channel.getKey(),
                                                purpose.currency(),
                                                purpose.date()))
                                .stream())
                .findFirst();
    }

    private void ofPayout(BankEntry entry, Payout payout) {
        var verdict =
                EntryPolicy.compare(
                        payout.amount(),
                        entry.amount(),
                        entry.bankReference(),
                        payout.bankReference());
        switch (verdict) {
            case EntryPolicy.Verdict.Agrees _ -> {
                fundings.paid(payout.id(), entry.bankReference());
                publish(
                        entry,
                        new PayoutMatched(
                                payout.id(),
                                payout.merchant(),
                                entry.amount(),
                                entry.bank(),
                                entry.bankReference(),
                                entry.date()));
                fundings.noMore(Expected.Kind.PAYOUT, payout.id());
                bank.settle(entry, PAYOUT_MATCHED);
            }
            case EntryPolicy.Verdict.Differs(var type, var detail) -> {
                shownOtherwise(Expected.Kind.PAYOUT, payout.id(), type);
                differs(entry, type, payout.amount(), detail);
            }
        }
    }

    /** Whether the debit of a payout is booked for certain: only then can it come back. */
    private boolean isDebited(String bankName, Payout payout) {
        String reference = payout.bankReference();
        return reference != null
                && bank.find(bankName, reference)
                        .map(CassandraBankStore.Stored::outcome)
                        .filter(PAYOUT_MATCHED::equals)
                        .isPresent();
    }

    /** A payout that was paid has come back: all of it, or it is a break. */
    private void ofReturn(BankEntry entry, Payout payout) {
        var verdict =
                EntryPolicy.compare(
                        payout.amount(),
                        entry.amount(),
                        entry.bankReference(),
                        payout.returnReference());
        switch (verdict) {
            case EntryPolicy.Verdict.Agrees _ -> {
                fundings.returned(payout.id(), entry.bankReference());
                publish(
                        entry,
                        new PayoutReturned(
                                payout.id(),
                                payout.merchant(),
                                entry.amount(),
                                entry.bank(),
                                entry.bankReference(),
                                entry.date()));
                bank.settle(entry, "payout_returned");
            }
            case EntryPolicy.Verdict.Differs(var type, var detail) ->
                    differs(entry, type, payout.amount(), detail);
        }
    }

    private void ofFunding(BankEntry entry, Funding funding) {
        var verdict =
                EntryPolicy.compare(
                        funding.expected(),
                        entry.amount(),
                        entry.bankReference(),
                        funding.bankReference());
        switch (verdict) {
            case EntryPolicy.Verdict.Agrees _ -> funded(entry, funding, "funding_matched");
            case EntryPolicy.Verdict.Differs(var type, var detail) -> {
                shownOtherwise(Expected.Kind.FUNDING, funding.key(), type);
                differs(entry, type, funding.expected(), detail);
            }
        }
    }

    private void funded(BankEntry entry, Funding funding, String outcome) {
        fundings.funded(funding, entry.bank(), entry.bankReference());
        publish(
                entry,
                new FundingMatched(
                        funding.channel(),
                        funding.date(),
                        entry.amount(),
                        entry.bank(),
                        entry.bankReference()));
        fundings.noMore(Expected.Kind.FUNDING, funding.key());
        bank.settle(entry, outcome);
    }

    /**
     * The bank has shown it, of another amount: it is one break, and not missing as well. A second
     * entry for what was shown before says nothing of that.
     */
    private void shownOtherwise(Expected.Kind kind, String key, BreakType type) {
        if (type != BreakType.DUPLICATE) {
            fundings.noMore(kind, key);
        }
    }

    /** A channel's credit is taken as it is: what it lacks or is over stays open in the ledger. */
    void accept(String bankName, String bankReference) {
        bank.find(bankName, bankReference)
                .map(CassandraBankStore.Stored::entry)
                .filter(BankEntry::credit)
                .ifPresent(entry ->
                        fundingOf(entry)
                                .ifPresent(found -> funded(entry, found, "funding_accepted")));
    }

    private void publish(BankEntry entry, Object event) {
        String id = "bnk_" + entry.bank() + "_" + entry.bankReference() + ":1";
        var at = entry.date().atStartOfDay(java.time.ZoneOffset.UTC).toInstant();
        publisher.publish(List.of(new OutgoingEvent(event, entry.bank(), id, 1, at)));
        Crash.at("reconciliation.bank-entry-published");
    }

    private void differs(BankEntry entry, BreakType type, @Nullable Money expected, String detail) {
        breaks.open(
                Difference.open(
                        new Difference.About(
                                entry.bank(), entry.date(), type, entry.bankReference()),
                        new Difference.Figures(
                                expected,
                                entry.credit() ? entry.amount() : entry.amount().negated(),
                                detail + ": " + entry.remittance()),
                        null,
                        now()));
        bank.settle(entry, type.wire());
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
