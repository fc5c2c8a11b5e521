package io.tollbridge.soak.check;

import io.tollbridge.soak.facts.Facts;
import io.tollbridge.soak.facts.StoredEvent;
import io.tollbridge.soak.facts.StoredPayment;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** I3, I4: each payment by its own log. */
final class LifecycleCheck implements Check {

    /** As merchants see it; {@code processing} is also a capture or a cancel under way. */
    private static final Map<String, Set<String>> NEXT =
            Map.of(
                    "requires_payment_method",
                    Set.of("requires_payment_method", "processing", "canceled"),
                    "requires_confirmation",
                    Set.of(
                            "requires_confirmation",
                            "requires_payment_method",
                            "processing",
                            "canceled"),
                    "processing",
                    Set.of(
                            "processing",
                            "requires_capture",
                            "requires_payment_method",
                            "succeeded",
                            "canceled"),
                    "requires_capture",
                    Set.of("requires_capture", "processing", "succeeded"),
                    "succeeded",
                    Set.of("succeeded"),
                    "canceled",
                    Set.of());

    @Override
    public List<Verdict> of(Facts facts) {
        var sums =
                new Rule(
                        "I3",
                        "refunded <= captured <= authorised <= amount; the log adds up to it");
        var gaps = new Rule("I4", "versions have no gaps");
        var moves = new Rule("I4", "the state moves along its graph");
        for (StoredPayment payment : facts.payments().values()) {
            sums.holds(addsUp(payment), () -> payment.id() + ": " + amounts(payment));
            gaps.holds(
                    payment.events().size() == payment.version() && isGapless(payment),
                    () -> payment.id() + ": version " + payment.version() + ", " + types(payment));
            for (int i = 1; i < payment.events().size(); i++) {
                String from = payment.events().get(i - 1).status();
                StoredEvent to = payment.events().get(i);
                moves.holds(
                        NEXT.getOrDefault(from, Set.of()).contains(to.status()),
                        () ->
                                payment.id()
                                        + ": "
                                        + from
                                        + " to "
                                        + to.status()
                                        + " by "
                                        + to.type());
            }
        }
        return List.of(sums.verdict(), gaps.verdict(), moves.verdict());
    }

    private static boolean addsUp(StoredPayment payment) {
        return payment.refunded() <= payment.captured()
                && payment.captured() <= payment.authorised()
                && payment.authorised() <= payment.amount()
                && sum(payment, "payment.captured") == payment.captured()
                && sum(payment, "refund.succeeded") == payment.refunded();
    }

    private static long sum(StoredPayment payment, String type) {
        return payment.events().stream()
                .filter(event -> event.type().equals(type))
                .mapToLong(StoredEvent::amount)
                .reduce(0, Math::addExact);
    }

    private static boolean isGapless(StoredPayment payment) {
        for (int i = 0; i < payment.events().size(); i++) {
            if (payment.events().get(i).sequence() != i + 1) {
                return false;
            }
        }
        return true;
    }

    private static String amounts(StoredPayment payment) {
        return "amount %d, authorised %d, captured %d (log %d), refunded %d (log %d)"
                .formatted(
                        payment.amount(),
                        payment.authorised(),
                        payment.captured(),
                        sum(payment, "payment.captured"),
                        payment.refunded(),
                        sum(payment, "refund.succeeded"));
    }

    private static List<String> types(StoredPayment payment) {
        return payment.events().stream().map(e -> e.sequence() + " " + e.type()).toList();
    }
}
