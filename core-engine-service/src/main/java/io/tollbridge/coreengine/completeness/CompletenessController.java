package io.tollbridge.coreengine.completeness;

import io.tollbridge.contracts.payments.CompletenessApi;
import io.tollbridge.contracts.payments.CompletenessView;
import java.time.Clock;
import org.springframework.web.bind.annotation.RestController;

/** What the net has found, for operations. */
@RestController
final class CompletenessController implements CompletenessApi {

    private static final int SHOWN = 100;

    private final CassandraCompletenessBook book;
    private final Clock clock;

    CompletenessController(CassandraCompletenessBook book, Clock systemClock) {
        this.book = book;
        this.clock = systemClock;
    }

    @Override
    public CompletenessView read() {
        return new CompletenessView(book.subscribers(), book.missed(clock.instant(), SHOWN));
    }
}
