package io.tollbridge.compensation.watch;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.payments.AttemptDeclined;
import io.tollbridge.contracts.payments.AttemptFailed;
import io.tollbridge.contracts.payments.HoldReleased;
import io.tollbridge.contracts.payments.PaymentAuthorised;
import io.tollbridge.contracts.payments.PaymentCanceled;
import io.tollbridge.contracts.payments.PaymentCaptured;
import io.tollbridge.contracts.payments.RefundFailed;
import io.tollbridge.contracts.payments.RefundSucceeded;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The events that settle an attempt, and what each says of it. */
final class Outcomes {

    private static final Map<Class<?>, String> RESOLUTIONS =
            Map.of(
                    PaymentAuthorised.class, "succeeded",
                    PaymentCaptured.class, "succeeded",
                    PaymentCanceled.class, "succeeded",
                    HoldReleased.class, "succeeded",
                    RefundSucceeded.class, "succeeded",
                    AttemptDeclined.class, "declined",
                    RefundFailed.class, "declined",
                    AttemptFailed.class, "reversed");

    private static final Map<String, String> BY_TYPE =
            RESOLUTIONS.entrySet().stream()
                    .collect(Collectors.toMap(e -> typeOf(e.getKey()), Map.Entry::getValue));

    private Outcomes() {}

    static Set<Class<?>> events() {
        return RESOLUTIONS.keySet();
    }

    static String resolution(String type) {
        return Objects.requireNonNull(BY_TYPE.get(type), type);
    }

    private static String typeOf(Class<?> event) {
        return Objects.requireNonNull(event.getAnnotation(EventType.class)).value();
    }
}
