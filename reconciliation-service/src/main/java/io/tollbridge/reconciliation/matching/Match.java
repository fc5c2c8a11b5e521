package io.tollbridge.reconciliation.matching;

import io.tollbridge.kernel.Money;
import org.jspecify.annotations.Nullable;

/** The outcome of a line. */
public sealed interface Match {

    /** All is as expected. */
    record Matched(Expectation with) implements Match {}

    /** Something is not. */
    record Differs(
            BreakType type,
            @Nullable Expectation from,
            @Nullable Money expected,
            @Nullable Money actual,
            String detail)
            implements Match {}
}
