package io.tollbridge.soak.check;

import io.tollbridge.soak.facts.Booked;
import io.tollbridge.soak.facts.Break;
import io.tollbridge.soak.facts.Facts;
import io.tollbridge.soak.facts.Posting;
import io.tollbridge.soak.facts.StoredEvent;
import io.tollbridge.soak.facts.StoredPayment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** I13, I14: the acquirer's books against ours, operation by operation, and what differs. */
final class ReconciliationCheck implements Check {

    /**
     * Amounts that the acquirer's statement tells otherwise on purpose: missing, other fee, alien.
     */
    private static final List<Long> ODD_ON_STATEMENT = List.of(96L, 97L, 98L);

    /** Of these the statement tells another fee. */
    private static final long ODD_FEE = 97;

    private static final List<String> FUNDED = List.of("3 acquirer fees", "5 funded by acquirer");

    @Override
    public List<Verdict> of(Facts facts) {
        var items =
                new Rule(
                        "I13",
                        "each charge and refund of the acquirer's books is ours, to the cent");
        var open = new Rule("I14", "each difference is resolved, or is one that was asked for");
        Map<String, Long> ours = new HashMap<>();
        for (StoredPayment payment : facts.payments().values()) {
            for (StoredEvent event : payment.events()) {
                if (event.movesMoney()) {
                    ours.merge(event.attempt(), event.amount(), Math::addExact);
                }
            }
        }
        Map<String, Long> theirs = new HashMap<>();
        for (Booked booked : facts.acquirer()) {
            if (booked.isCharge() || booked.isRefund()) {
                theirs.merge(booked.reference(), booked.amount(), Math::addExact);
            }
        }
        theirs.forEach((attempt, amount) ->
                items.holds(
                        amount.equals(ours.get(attempt)),
                        () -> attempt + ": acquirer " + amount + ", we " + ours.get(attempt)));
        ours.forEach((attempt, amount) ->
                items.holds(
                        theirs.containsKey(attempt),
                        () -> attempt + ": we " + amount + ", acquirer nothing"));
        long charged = acquirer(facts, Booked::isCharge);
        long booked = ledger(facts, "capture");
        items.holds(
                charged == booked, () -> "captured: acquirer " + charged + ", ledger " + booked);
        long returned = acquirer(facts, Booked::isRefund);
        long confirmed = ledger(facts, "refund_confirmed");
        items.holds(
                returned == confirmed,
                () -> "refunded: acquirer " + returned + ", ledger " + confirmed);
        boolean lies =
                facts.breaks().stream()
                        .anyMatch(one -> !isResolved(one) && isAskedFor(one, theirs));
        for (String difference : facts.books()) {
            // What a statement leaves out on purpose is neither funded nor charged for.
            boolean follows = FUNDED.stream().anyMatch(difference::startsWith);
            items.holds(lies && follows, () -> difference);
        }
        open.holds(
                facts.breaks().stream().allMatch(one -> !one.id().isEmpty()),
                () -> "a difference without a name");
        for (Break one : facts.breaks()) {
            open.holds(isResolved(one) || isAskedFor(one, theirs), one::toString);
        }
        return List.of(items.verdict(), open.verdict());
    }

    private static boolean isResolved(Break one) {
        return one.status().equals("resolved");
    }

    /**
     * The amount of a break of a fee is the fee; whether it was asked for, what it is charged on
     * says.
     */
    private static boolean isAskedFor(Break one, Map<String, Long> charged) {
        return one.type().equals("fee_mismatch")
                ? Math.floorMod(charged.getOrDefault(one.reference(), 0L), 100L) == ODD_FEE
                : ODD_ON_STATEMENT.contains(Math.floorMod(one.amount(), 100L));
    }

    private static long acquirer(Facts facts, Predicate<Booked> which) {
        return facts.acquirer().stream()
                .filter(which)
                .mapToLong(Booked::amount)
                .reduce(0, Math::addExact);
    }

    private static long ledger(Facts facts, String rule) {
        return facts.ledger().postings().stream()
                .filter(posting -> posting.rule().equals(rule))
                .mapToLong(Posting::debits)
                .reduce(0, Math::addExact);
    }
}
