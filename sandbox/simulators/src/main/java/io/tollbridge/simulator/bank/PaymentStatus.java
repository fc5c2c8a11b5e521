package io.tollbridge.simulator.bank;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a payment stands; {@code RETURNED} only follows the fault of that name. */
enum PaymentStatus {
    ACCEPTED,
    PAID,
    REJECTED,
    RETURNED;

    @JsonValue
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
