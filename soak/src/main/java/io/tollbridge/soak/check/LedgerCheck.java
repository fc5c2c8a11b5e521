package io.tollbridge.soak.check;

import io.tollbridge.soak.facts.Batch;
import io.tollbridge.soak.facts.Facts;
import io.tollbridge.soak.facts.Posting;
import io.tollbridge.soak.facts.StoredEvent;
import io.tollbridge.soak.facts.StoredPayment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** I9, I10: the ledger's postings added up once more, and against the events they are made of. */
final class LedgerCheck implements Check {

    private static final Map<String, String> RULES =
            Map.of(
                    "payment.captured", "capture",
                    "refund.created", "refund_accepted",
                    "refund.succeeded", "refund_confirmed",
                    "refund.failed", "refund_failed");

    @Override
    public List<Verdict> of(Facts facts) {
        return List.of(sums(facts), accounts(facts), events(facts));
    }

    private static Verdict sums(Facts facts) {
        var rule =
                new Rule("I9", "each posting, and so each currency, has equal debits and credits");
        for (Posting posting : facts.ledger().postings()) {
            rule.holds(
                    posting.lines().size() >= 2 && net(posting) == 0,
                    () -> posting.id() + " of " + posting.sourceEvent() + ": " + posting.lines());
        }
        return rule.verdict();
    }

    private static long net(Posting posting) {
        return posting.lines().stream().mapToLong(Posting.Line::net).reduce(0, Math::addExact);
    }

    private static Verdict accounts(Facts facts) {
        var rule = new Rule("I9", "each account holds what its postings add up to (A = B = C)");
        Map<String, Long> own = new TreeMap<>();
        for (Posting posting : facts.ledger().postings()) {
            for (Posting.Line line : posting.lines()) {
                own.merge(line.account() + " " + posting.currency(), line.net(), Math::addExact);
            }
        }
        facts.ledger().net().keySet().forEach(account -> own.putIfAbsent(account, 0L));
        own.forEach((account, net) -> {
            long told = facts.ledger().net().getOrDefault(account, 0L);
            rule.holds(told == net, () -> account + ": postings " + net + ", balance " + told);
        });
        rule.holds(facts.ledger().proven(), () -> "the ledger's own proof fails");
        return rule.verdict();
    }

    private static Verdict events(Facts facts) {
        var rule = new Rule("I10", "each money event has one posting, and each posting its event");
        Map<String, Posting> bySource = new HashMap<>();
        for (Posting posting : facts.ledger().postings()) {
            var other = bySource.put(posting.rule() + " " + posting.sourceEvent(), posting);
            rule.holds(
                    other == null,
                    () -> posting.sourceEvent() + " is booked twice as " + posting.rule());
        }
        Map<String, Long> wanted = new HashMap<>();
        for (StoredPayment payment : facts.payments().values()) {
            for (StoredEvent event : payment.events()) {
                String as = RULES.get(event.type());
                if (as != null) {
                    wanted.put(as + " " + payment.id() + ":" + event.sequence(), event.amount());
                }
            }
        }
        for (Batch batch : facts.batches()) {
            for (Batch.Item item : batch.content()) {
                if (item.fee() != 0) {
                    wanted.put("merchant_fee sti_" + item.id(), Math.absExact(item.fee()));
                }
            }
        }
        wanted.forEach((name, amount) -> {
            var posting = bySource.get(name);
            rule.holds(
                    posting != null && posting.debits() == amount,
                    () -> name + " over " + amount + " is booked as " + posting);
        });
        bySource.forEach((name, posting) -> {
            if (RULES.containsValue(posting.rule()) || posting.rule().equals("merchant_fee")) {
                rule.holds(wanted.containsKey(name), () -> name + " is booked of no event");
            }
        });
        return rule.verdict();
    }
}
