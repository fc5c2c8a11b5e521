package io.tollbridge.soak.check;

import io.tollbridge.soak.facts.BankEntry;
import io.tollbridge.soak.facts.Batch;
import io.tollbridge.soak.facts.Facts;
import io.tollbridge.soak.facts.Payout;
import io.tollbridge.soak.facts.StoredEvent;
import io.tollbridge.soak.facts.StoredPayment;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** I11, I12: what is settled, and what left the bank. */
final class SettlementCheck implements Check {

    @Override
    public List<Verdict> of(Facts facts) {
        return List.of(items(facts), sums(facts), bank(facts), covered(facts));
    }

    private static Verdict items(Facts facts) {
        var rule =
                new Rule("I11", "each capture and refund is in one batch, and that one is closed");
        Map<String, Batch.Item> placed = new HashMap<>();
        for (Batch batch : facts.batches()) {
            for (Batch.Item item : batch.content()) {
                var other = placed.put(item.id(), item);
                rule.holds(
                        other == null && !batch.status().isEmpty(),
                        () -> item.id() + ": twice, or in an open batch of " + batch.date());
            }
        }
        Map<String, Long> wanted = new HashMap<>();
        for (StoredPayment payment : facts.payments().values()) {
            for (StoredEvent event : payment.events()) {
                if (event.movesMoney()) {
                    boolean taken = event.type().equals("payment.captured");
                    wanted.put(
                            payment.id() + ":" + event.sequence(),
                            taken ? event.amount() : Math.negateExact(event.amount()));
                }
            }
        }
        wanted.forEach((id, amount) -> {
            var item = placed.get(id);
            rule.holds(
                    item != null && item.amount() == amount,
                    () -> id + " over " + amount + " is settled as " + item);
        });
        placed.keySet().stream()
                .filter(id -> !wanted.containsKey(id))
                .forEach(id -> rule.holds(false, () -> id + " is settled and never happened"));
        return rule.verdict();
    }

    private static Verdict sums(Facts facts) {
        var rule = new Rule("I11", "a closed batch says what its items add up to");
        for (Batch batch : facts.batches()) {
            if (!batch.status().isEmpty()) {
                rule.holds(
                        addsUp(batch), () -> batch.merchant() + " " + batch.date() + ": " + batch);
            }
        }
        return rule.verdict();
    }

    private static boolean addsUp(Batch batch) {
        long gross = 0;
        long refunds = 0;
        long fees = 0;
        for (Batch.Item item : batch.content()) {
            gross = Math.addExact(gross, Math.max(0, item.amount()));
            refunds = Math.addExact(refunds, Math.min(0, item.amount()));
            fees = Math.addExact(fees, item.fee());
        }
        return batch.items() == batch.content().size()
                && batch.gross() == gross
                && batch.refunds() == refunds
                && batch.fees() == fees;
    }

    private static Verdict bank(Facts facts) {
        var rule =
                new Rule("I12", "by the bank's books no payout left twice, none in another amount");
        Map<String, Payout> payouts = new HashMap<>();
        facts.payouts().forEach(payout -> payouts.put(payout.id(), payout));
        Map<String, BankEntry> sent = new HashMap<>();
        for (BankEntry entry : facts.bank()) {
            if (entry.kind().equals("PAYMENT")) {
                var payout = payouts.get(entry.reference());
                rule.holds(
                        sent.put(entry.reference(), entry) == null
                                && payout != null
                                && payout.amount() == Math.negateExact(entry.amount())
                                && payout.currency().equals(entry.currency()),
                        () -> entry + " for " + payout);
            }
        }
        for (Payout payout : facts.payouts()) {
            rule.holds(
                    !payout.state().equals("paid") || sent.containsKey(payout.id()),
                    () -> payout + ": the bank has not paid it");
        }
        return rule.verdict();
    }

    private static Verdict covered(Facts facts) {
        var rule =
                new Rule(
                        "I12",
                        "a merchant's payouts are within what its closed batches had ever come to");
        Map<String, Long> running = new HashMap<>();
        Map<String, Long> most = new HashMap<>();
        facts.batches().stream()
                .filter(batch -> !batch.status().isEmpty())
                .sorted(Comparator.comparing(Batch::date))
                .forEach(batch -> {
                    String whose = batch.merchant() + " " + batch.currency();
                    long sum = running.merge(whose, batch.net(), Math::addExact);
                    most.merge(whose, sum, Math::max); // a refund may come after the payout
                });
        Map<String, Long> paid = new HashMap<>();
        for (Payout payout : facts.payouts()) {
            if (!payout.state().equals("failed")) {
                paid.merge(
                        payout.merchant() + " " + payout.currency(),
                        payout.amount(),
                        Math::addExact);
            }
        }
        paid.forEach((merchant, sum) -> {
            long due = most.getOrDefault(merchant, 0L);
            rule.holds(sum <= due, () -> merchant + ": paid " + sum + ", due " + due);
        });
        return rule.verdict();
    }
}
