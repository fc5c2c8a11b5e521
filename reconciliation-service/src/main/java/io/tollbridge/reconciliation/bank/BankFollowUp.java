package io.tollbridge.reconciliation.bank;

import io.tollbridge.kernel.Money;
import io.tollbridge.reconciliation.bank.CassandraFundingStore.Expected;
import io.tollbridge.reconciliation.difference.BreakService;
import io.tollbridge.reconciliation.difference.Difference;
import io.tollbridge.reconciliation.matching.BreakType;
import io.tollbridge.reconciliation.matching.ReconciliationTerms;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** What the bank should have shown by now, and what becomes of bank breaks. */
@Service
public class BankFollowUp {

    private final BankService entries;
    private final CassandraBankStore bank;
    private final CassandraFundingStore fundings;
    private final BreakService breaks;
    private final ReconciliationTerms terms;
    private final InstantSource clock;
    private final String bankName;

    BankFollowUp(
            BankService entries,
            CassandraBankStore bank,
            CassandraFundingStore fundings,
            BreakService breaks,
            ReconciliationTerms terms,
            InstantSource clock,
            @Value("${tollbridge.reconciliation.bank}") String bankName) {
        this.entries = entries;
        this.bank = bank;
        this.fundings = fundings;
        this.breaks = breaks;
        this.terms = terms;
        this.clock = clock;
        this.bankName = bankName;
    }

    /** Looks at waiting entries again, then for money that should have been shown. */
    public void sweep() {
        entries.lookAgain();
        var last = bank.lastComplete(bankName).orElse(null);
        if (last == null) {
            return;
        }
        var overdue = last.minusDays(terms.bankMissingAfterDays());
        for (var expected : fundings.expected()) {
            if (expected.since().isBefore(overdue)) {
                missing(expected);
            }
        }
    }

    private void missing(Expected expected) {
        breaks.open(
                Difference.open(
                        new Difference.About(
                                bankName,
                                expected.since(),
                                BreakType.BANK_MISSING,
                                expected.kind() + "|" + expected.key()),
                        new Difference.Figures(
                                amountOf(expected), null, "on no bank statement so far"),
                        null,
                        clock.instant()));
        fundings.noMore(expected.kind(), expected.key());
    }

    private @Nullable Money amountOf(Expected expected) {
        return switch (expected.kind()) {
            case FUNDING ->
                    fundings.funding(expected.key())
                            .map(CassandraFundingStore.Funding::expected)
                            .orElse(null);
            case PAYOUT ->
                    fundings.payout(expected.key())
                            .map(CassandraFundingStore.Payout::amount)
                            .orElse(null);
        };
    }

    /** Looks at a bank break again. True when nothing more follows from it. */
    public boolean followUp(Difference difference) {
        if (!difference.isOpen()) {
            book(difference);
            return true;
        }
        if (difference.type() == BreakType.BANK_MISSING && isShown(difference)) {
            breaks.resolve(difference, "shown by the bank since");
            return true;
        }
        String reference = difference.view().reference();
        if (difference.type() == BreakType.BANK_UNIDENTIFIED
                && reference != null
                && entries.identifiedSince(difference.view().source(), reference)) {
            breaks.resolve(difference, "identified since");
            return true;
        }
        return false;
    }

    /** An operator has accepted what a channel paid, less or more than it owed. */
    private void book(Difference difference) {
        String reference = difference.view().reference();
        boolean ofAmount =
                difference.type() == BreakType.BANK_SHORT
                        || difference.type() == BreakType.BANK_OVER;
        if (ofAmount && difference.isAccepted() && reference != null) {
            entries.accept(difference.view().source(), reference);
        }
    }

    private boolean isShown(Difference difference) {
        String reference = String.valueOf(difference.view().reference());
        int end = reference.indexOf('|');
        String key = reference.substring(end + 1);
        return switch (Expected.Kind.valueOf(reference.substring(0, end))) {
            case FUNDING ->
                    fundings.funding(key)
                            .map(CassandraFundingStore.Funding::bankReference)
                            .isPresent();
            case PAYOUT ->
                    fundings.payout(key)
                            .map(CassandraFundingStore.Payout::bankReference)
                            .isPresent();
        };
    }
}
