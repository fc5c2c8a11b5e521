package io.tollbridge.accounting.posting;

import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.starter.identity.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A posting as its reader may see it.
 *
 * @param object always {@code posting}
 * @param lines for a merchant the lines of its own sub-accounts only
 */
record PostingView(
        UUID id,
        String object,
        String rule,
        String sourceEvent,
        @Nullable MerchantId merchant,
        @Nullable PaymentId payment,
        LocalDate period,
        String currency,
        List<LineView> lines,
        Instant at) {

    /** One line, in minor units. */
    record LineView(String account, String title, String side, long amount) {}

    /** The view of a caller; empty when nothing of it is the caller's. */
    static Optional<PostingView> of(Posting posting, Caller caller) {
        var journal = posting.journal();
        var lines =
                journal.lines().stream()
                        .filter(line -> Readers.mayRead(caller, line.account()))
                        .map(line ->
                                new LineView(
                                        line.account().toString(),
                                        line.account().chart().title(),
                                        line.side().wire(),
                                        line.amount()))
                        .toList();
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new PostingView(
                                posting.id(),
                                "posting",
                                journal.rule().wire(),
                                posting.source().eventId(),
                                posting.merchant(),
                                posting.payment(),
                                posting.period(),
                                journal.currency().code(),
                                lines,
                                posting.source().at()));
    }
}
