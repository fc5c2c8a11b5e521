package io.tollbridge.soak.check;

import io.tollbridge.soak.facts.Booked;
import io.tollbridge.soak.facts.Facts;
import io.tollbridge.soak.facts.StoredPayment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** I1: what the acquirer, by its own books, has taken for a payment. */
final class ChargeCheck implements Check {

    @Override
    public List<Verdict> of(Facts facts) {
        var once =
                new Rule(
                        "I1", "by the acquirer's books no payment is charged above what was asked");
        Map<String, List<Booked>> charges = new HashMap<>();
        for (Booked booked : facts.acquirer()) {
            if (booked.isCharge()) {
                charges.computeIfAbsent(booked.payment(), _ -> new ArrayList<>()).add(booked);
            }
        }
        charges.forEach((payment, booked) -> {
            var stored = facts.payments().get(payment);
            once.holds(
                    stored != null && isWithin(stored, booked),
                    () -> payment + ": asked for " + asked(stored) + ", charged " + booked);
        });
        return List.of(once.verdict());
    }

    private static String asked(@Nullable StoredPayment stored) {
        return stored == null ? "nothing we know of" : stored.amount() + " " + stored.currency();
    }

    private static boolean isWithin(StoredPayment stored, List<Booked> charges) {
        long sum = charges.stream().mapToLong(Booked::amount).reduce(0, Math::addExact);
        long purchases = charges.stream().filter(b -> b.type().equals("PURCHASE")).count();
        return sum <= stored.amount()
                && purchases <= 1
                && charges.stream().allMatch(b -> b.currency().equals(stored.currency()));
    }
}
