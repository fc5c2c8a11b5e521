package io.tollbridge.soak.check;

import io.tollbridge.soak.facts.Facts;
import io.tollbridge.soak.facts.StoredEvent;
import io.tollbridge.soak.facts.StoredPayment;
import io.tollbridge.soak.facts.Told;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** I4, I7: topic {@code payments} against the log, copy by copy. */
final class TopicCheck implements Check {

    @Override
    public List<Verdict> of(Facts facts) {
        Map<String, List<Told>> topic = new HashMap<>();
        for (Told told : facts.topic()) {
            topic.computeIfAbsent(told.payment(), _ -> new ArrayList<>()).add(told);
        }
        var order =
                new Rule(
                        "I7", "each event is in the topic; first copies of a payment are in order");
        var same = new Rule("I4", "each copy in the topic is the event as it is stored");
        var record = new Rule("I7", "the record has every event of each payment");
        for (StoredPayment payment : facts.payments().values()) {
            var copies = topic.getOrDefault(payment.id(), List.of());
            var firsts = new LinkedHashSet<Long>();
            copies.forEach(copy -> firsts.add(copy.sequence()));
            var stored = payment.events().stream().map(StoredEvent::sequence).toList();
            order.holds(
                    List.copyOf(firsts).equals(stored),
                    () -> payment.id() + ": stored " + stored + ", told " + firsts);
            for (Told copy : copies) {
                same.holds(
                        isStored(payment, copy),
                        () -> payment.id() + ":" + copy.sequence() + " was told as " + copy.body());
            }
            long recorded = facts.recorded().getOrDefault(payment.id(), 0L);
            record.holds(
                    recorded == payment.version(),
                    () ->
                            payment.id()
                                    + ": "
                                    + payment.version()
                                    + " stored, "
                                    + recorded
                                    + " known");
        }
        topic.keySet().stream()
                .filter(payment -> !facts.payments().containsKey(payment))
                .forEach(payment -> order.holds(false, () -> payment + ": told and not stored"));
        return List.of(order.verdict(), same.verdict(), record.verdict());
    }

    private static boolean isStored(StoredPayment payment, Told copy) {
        return payment.events().stream()
                .filter(event -> event.sequence() == copy.sequence())
                .anyMatch(event ->
                        event.type().equals(copy.type()) && event.body().equals(copy.body()));
    }
}
