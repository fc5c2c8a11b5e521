package io.tollbridge.soak.check;

import io.tollbridge.soak.facts.Announced;
import io.tollbridge.soak.facts.BankEntry;
import io.tollbridge.soak.facts.Batch;
import io.tollbridge.soak.facts.Booked;
import io.tollbridge.soak.facts.Break;
import io.tollbridge.soak.facts.Call;
import io.tollbridge.soak.facts.Call.Kind;
import io.tollbridge.soak.facts.Exchange;
import io.tollbridge.soak.facts.Facts;
import io.tollbridge.soak.facts.Heard;
import io.tollbridge.soak.facts.Ledger;
import io.tollbridge.soak.facts.Payout;
import io.tollbridge.soak.facts.Posting;
import io.tollbridge.soak.facts.Posting.Line;
import io.tollbridge.soak.facts.Probe;
import io.tollbridge.soak.facts.Rest;
import io.tollbridge.soak.facts.StoredEvent;
import io.tollbridge.soak.facts.StoredPayment;
import io.tollbridge.soak.facts.Told;
import io.tollbridge.soak.facts.Webhooks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One payment of 10.00, 3.00 of it refunded, settled and paid out: parts to be spoilt by a test.
 */
final class GoodRun {

    static final Instant AT = Instant.parse("2026-11-26T12:00:00Z");
    static final String SHOP = "mch_1";
    static final String PAYMENT = "pay_1";

    List<Call> calls =
            new ArrayList<>(
                    List.of(
                            new Call(
                                    SHOP,
                                    Kind.CREATE,
                                    "k1",
                                    "",
                                    1000,
                                    List.of(hung(), paid(), paid())),
                            new Call(SHOP, Kind.REFUND, "k2", PAYMENT, 300, List.of(refunded()))));
    List<StoredEvent> events =
            new ArrayList<>(
                    List.of(
                            event(1, "payment.created", "requires_confirmation", "", "", 0),
                            event(2, "payment.attempt_started", "processing", "att_1_1", "", 0),
                            event(3, "payment.captured", "succeeded", "att_1_1", "", 1000),
                            event(4, "refund.created", "succeeded", "", "re_1", 300),
                            event(5, "refund.succeeded", "succeeded", "att_1_2", "re_1", 300)));
    long captured = 1000;
    long refunded = 300;
    List<String> unsettled = new ArrayList<>();
    List<Told> topic = new ArrayList<>(events.stream().map(GoodRun::told).toList());
    long recorded = 5;
    List<Booked> acquirer =
            new ArrayList<>(
                    List.of(
                            new Booked("att_1_1", "PURCHASE", "CAPTURED", "EUR", 1000, 1000),
                            new Booked("att_1_2", "REFUND", "REFUNDED", "EUR", 300, 0)));
    List<BankEntry> bank = new ArrayList<>(List.of(new BankEntry("PAYMENT", "po_1", "EUR", -660)));
    List<Posting> postings =
            new ArrayList<>(
                    List.of(
                            posting("capture", "pay_1:3", "1110:a", "2010:m", 1000),
                            posting("merchant_fee", "sti_pay_1:3", "2010:m", "4010", 40),
                            posting("refund_accepted", "pay_1:4", "2010:m", "2110:m", 300),
                            posting("refund_confirmed", "pay_1:5", "2110:m", "1110:a", 300)));
    Map<String, Long> net =
            Map.of("1110:a EUR", 700L, "2010:m EUR", -660L, "2110:m EUR", 0L, "4010 EUR", -40L);
    boolean proven = true;
    List<Batch> batches =
            new ArrayList<>(
                    List.of(
                            batch(
                                    "2026-11-26",
                                    "matured",
                                    new Batch.Item("pay_1:3", PAYMENT, 1000, 40),
                                    new Batch.Item("pay_1:5", PAYMENT, -300, 0))));
    List<Payout> payouts = new ArrayList<>(List.of(new Payout("po_1", SHOP, "EUR", 660, "paid")));
    List<Break> breaks =
            new ArrayList<>(
                    List.of(
                            new Break(
                                    "brk_1", "missing_internally", "resolved", PAYMENT, "", 1000)));
    List<Announced> announced =
            new ArrayList<>(
                    List.of(
                            new Announced(SHOP, "evt_3", PAYMENT, 3, "payment.succeeded"),
                            new Announced(SHOP, "evt_5", PAYMENT, 5, "refund.succeeded")));
    List<Heard> heard = new ArrayList<>(List.of(heard(3), heard(5), heard(5), heard(3)));
    List<String> refusedSignatures = new ArrayList<>();
    Rest rest = new Rest(9, 0, 0, List.of(), List.of());
    List<Probe> probes =
            new ArrayList<>(
                    Stream.of("I6", "I16", "I17", "I18")
                            .map(invariant -> new Probe(invariant, "?", "yes", "yes"))
                            .toList());
    List<String> books = new ArrayList<>();

    Facts facts() {
        var payment =
                new StoredPayment(
                        PAYMENT, SHOP, "k1", "EUR", 5, 1000, 1000, captured, refunded, unsettled,
                        events);
        return new Facts(
                calls,
                Map.of(PAYMENT, payment),
                topic,
                Map.of(PAYMENT, recorded),
                acquirer,
                bank,
                new Ledger(postings, net, proven),
                batches,
                payouts,
                breaks,
                new Webhooks(announced, heard, refusedSignatures),
                rest,
                probes,
                books);
    }

    static Exchange hung() {
        return new Exchange(AT, 40_000, 0, "", "", false);
    }

    static Exchange paid() {
        return answer(
                201,
                """
                {"id":"pay_1","status":"succeeded","version":3,"amount_received":1000,\
                "amount_refunded":0}\
                """);
    }

    static Exchange refunded() {
        return answer(201, "{\"id\":\"re_1\",\"payment\":\"pay_1\",\"status\":\"succeeded\"}");
    }

    static Exchange answer(int status, String body) {
        return new Exchange(AT, 20, status, "", body, false);
    }

    static StoredEvent event(
            long sequence, String type, String status, String attempt, String refund, long amount) {
        return new StoredEvent(
                sequence, type, status, attempt, refund, amount, AT, "{\"n\":" + sequence + "}");
    }

    static Told told(StoredEvent event) {
        return new Told(PAYMENT, event.sequence(), event.type(), event.body(), AT, AT);
    }

    static Heard heard(long sequence) {
        return new Heard(SHOP, "evt_" + sequence, PAYMENT, sequence, AT, AT);
    }

    static Posting posting(String rule, String source, String debit, String credit, long amount) {
        return new Posting(
                rule + source,
                rule,
                source,
                "EUR",
                List.of(new Line(debit, true, amount), new Line(credit, false, amount)));
    }

    static Batch batch(String date, String status, Batch.Item... items) {
        long gross = Stream.of(items).mapToLong(item -> Math.max(0, item.amount())).sum();
        long refunds = Stream.of(items).mapToLong(item -> Math.min(0, item.amount())).sum();
        long fees = Stream.of(items).mapToLong(Batch.Item::fee).sum();
        return new Batch(
                SHOP, "EUR", date, status, items.length, gross, refunds, fees, List.of(items));
    }
}
