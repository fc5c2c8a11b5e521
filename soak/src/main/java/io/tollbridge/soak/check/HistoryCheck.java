package io.tollbridge.soak.check;

import io.tollbridge.soak.facts.Call;
import io.tollbridge.soak.facts.Call.Kind;
import io.tollbridge.soak.facts.Exchange;
import io.tollbridge.soak.facts.Facts;
import io.tollbridge.soak.facts.StoredEvent;
import io.tollbridge.soak.facts.StoredPayment;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** I2, I6, I20: what clients were told, against what is stored. */
final class HistoryCheck implements Check {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int ACCEPTED = 202;

    @Override
    public List<Verdict> of(Facts facts) {
        return List.of(acknowledged(facts), answers(facts), effects(facts), refused(facts));
    }

    private static Verdict acknowledged(Facts facts) {
        var rule = new Rule("I2", "what a client was told is stored, and no less since");
        for (Call call : facts.calls()) {
            for (Exchange answer : call.answers()) {
                if (answer.isGood()) {
                    JsonNode body = JSON.readTree(answer.body());
                    boolean stands =
                            call.kind() == Kind.REFUND
                                    ? refundStands(facts, body)
                                    : paymentStands(facts, body);
                    rule.holds(stands, () -> call.key() + " was told " + answer.body());
                }
            }
        }
        return rule.verdict();
    }

    private static boolean paymentStands(Facts facts, JsonNode told) {
        var stored = facts.payments().get(told.path("id").asString());
        return stored != null
                && stored.version() >= told.path("version").asLong()
                && stored.captured() >= told.path("amount_received").asLong()
                && stored.refunded() >= told.path("amount_refunded").asLong()
                && statusWas(stored, told.path("version").asLong(), told.path("status").asString());
    }

    /** The log says the same of that version. */
    private static boolean statusWas(StoredPayment stored, long version, String status) {
        return stored.events().stream()
                .filter(event -> event.sequence() == version)
                .allMatch(event -> event.status().equals(status));
    }

    private static boolean refundStands(Facts facts, JsonNode told) {
        var stored = facts.payments().get(told.path("payment").asString());
        String id = told.path("id").asString();
        boolean succeeded = told.path("status").asString().equals("succeeded");
        String wanted = succeeded ? "refund.succeeded" : "refund.created";
        return stored != null
                && stored.events().stream()
                        .anyMatch(e -> e.type().equals(wanted) && e.refund().equals(id));
    }

    private static Verdict answers(Facts facts) {
        var rule = new Rule("I6", "a key asked again gets the answer it got");
        for (Call call : facts.calls()) {
            List<Exchange> answers = call.answers();
            for (Exchange later : answers.subList(Math.min(1, answers.size()), answers.size())) {
                Exchange first = answers.getFirst();
                rule.holds(
                        isSame(first, later),
                        () -> call.key() + ": " + words(first) + ", then " + words(later));
            }
        }
        return rule.verdict();
    }

    /** What was accepted only may be told again as it has become. */
    private static boolean isSame(Exchange first, Exchange later) {
        if (first.status() == ACCEPTED || !first.isGood()) {
            return first.status() == later.status()
                    || (first.status() == ACCEPTED && id(first).equals(id(later)));
        }
        return first.status() == later.status()
                && JSON.readTree(first.body()).equals(JSON.readTree(later.body()));
    }

    private static String id(Exchange answer) {
        JsonNode body = JSON.readTree(answer.body());
        return body.path("id").asString(body.path("payment").path("id").asString(""));
    }

    private static String words(Exchange answer) {
        return answer.status() + " " + answer.body();
    }

    private static Verdict effects(Facts facts) {
        var rule =
                new Rule(
                        "I6",
                        "one payment for a key that creates, one refund for a key that refunds");
        Map<String, Long> byKey =
                facts.payments().values().stream()
                        .collect(Collectors.groupingBy(StoredPayment::key, Collectors.counting()));
        Map<String, Set<String>> refunds = new HashMap<>();
        for (Call call : facts.calls()) {
            if (call.kind() == Kind.CREATE) {
                rule.holds(
                        byKey.getOrDefault(call.key(), 0L) <= 1,
                        () -> call.key() + " has created " + byKey.get(call.key()));
            } else if (call.kind() == Kind.REFUND) {
                call.answers().stream()
                        .map(HistoryCheck::refundOf)
                        .filter(id -> !id.isEmpty())
                        .forEach(id ->
                                refunds.computeIfAbsent(id, _ -> new HashSet<>()).add(call.key()));
            }
        }
        refunds.forEach(
                (id, keys) -> rule.holds(keys.size() == 1, () -> id + " was told to " + keys));
        for (StoredPayment payment : facts.payments().values()) {
            for (StoredEvent event : payment.events()) {
                if (event.type().equals("refund.created")) {
                    rule.holds(
                            refunds.containsKey(event.refund()),
                            () -> event.refund() + " is stored and nobody was told of it");
                }
            }
        }
        return rule.verdict();
    }

    /** A refusal names its refund too, when there is one that has failed. */
    private static String refundOf(Exchange answer) {
        JsonNode body = JSON.readTree(answer.body());
        return answer.isGood()
                ? body.path("id").asString("")
                : body.path("refund").path("id").asString("");
    }

    private static Verdict refused(Facts facts) {
        var rule =
                new Rule(
                        "I20",
                        "every request that failed or hung has one answer, and a refusal left"
                                + " nothing");
        Map<String, StoredPayment> byKey =
                facts.payments().values().stream()
                        .collect(Collectors.toMap(StoredPayment::key, p -> p, (one, _) -> one));
        for (Call call : facts.calls()) {
            if (!call.wasUnclear()) {
                continue;
            }
            var answers = call.answers();
            rule.holds(
                    !answers.isEmpty() && (answers.getFirst().isGood() || isClean(call, byKey)),
                    () -> call.key() + ": " + call.exchanges());
        }
        return rule.verdict();
    }

    private static boolean isClean(Call call, Map<String, StoredPayment> byKey) {
        var payment = byKey.get(call.key());
        return call.kind() != Kind.CREATE || payment == null || payment.captured() == 0;
    }
}
