package io.tollbridge.finance.report;

import io.tollbridge.contracts.ledger.JournalPosted;
import io.tollbridge.contracts.ledger.PostingLine;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A posting as far as it changes what a merchant is owed for a payment.
 *
 * @param effect credits less debits on the merchant's own accounts
 */
record MerchantPosting(
        PaymentId payment, String sourceEvent, String rule, UUID postingId, Money effect) {

    static final String CAPTURE = "capture";
    static final String REFUND = "refund_confirmed";
    static final String FEE = "merchant_fee";

    private static final Set<String> SETTLED = Set.of(CAPTURE, REFUND, FEE);

    /** Empty for a journal that no settlement item stands for. */
    static Optional<MerchantPosting> of(JournalPosted journal) {
        PaymentId payment = journal.paymentId();
        MerchantId merchant = journal.merchantId();
        if (payment == null || merchant == null || !SETTLED.contains(journal.rule())) {
            return Optional.empty();
        }
        long effect = 0;
        for (PostingLine line : journal.lines()) {
            if (line.account().endsWith(":" + merchant)) {
                effect = Math.subtractExact(effect, debit(line));
            }
        }
        return Optional.of(
                new MerchantPosting(
                        payment,
                        journal.sourceEvent(),
                        journal.rule(),
                        journal.postingId(),
                        Money.of(effect, journal.currency())));
    }

    /** The line's amount, negative when it is a credit. */
    static long debit(PostingLine line) {
        return switch (line.side()) {
            case "debit" -> line.amount();
            case "credit" -> Math.negateExact(line.amount());
            default ->
                    throw new IllegalArgumentException(
                            "side: " + line.side() + " (expected: debit, credit)");
        };
    }
}
