package io.tollbridge.soak.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tollbridge.soak.facts.Announced;
import io.tollbridge.soak.facts.BankEntry;
import io.tollbridge.soak.facts.Batch;
import io.tollbridge.soak.facts.Booked;
import io.tollbridge.soak.facts.Break;
import io.tollbridge.soak.facts.Call;
import io.tollbridge.soak.facts.Call.Kind;
import io.tollbridge.soak.facts.Payout;
import io.tollbridge.soak.facts.Posting;
import io.tollbridge.soak.facts.Posting.Line;
import io.tollbridge.soak.facts.Probe;
import io.tollbridge.soak.facts.Rest;
import io.tollbridge.soak.facts.Told;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CheckerTest {

    @Test
    void a_good_run_is_green() {
        assertThat(Checker.judge(new GoodRun().facts()))
                .hasSize(28)
                .allSatisfy(
                        verdict -> assertThat(verdict.isGreen()).as(verdict.toString()).isTrue());
    }

    @Test
    void what_a_statement_leaves_out_on_purpose_may_stay_open_and_unfunded() {
        var run = new GoodRun();
        run.breaks.add(new Break("brk_2", "missing_at_channel", "open", "pay_1", "", 2896));
        run.books.add("5 funded by acquirer EUR: {acquirer=1, bank=0}");
        assertThat(Checker.judge(run.facts())).allMatch(Verdict::isGreen);
        run.books.add("7 cash at bank EUR: {bank=1, ledger=0}");
        assertThat(Checker.judge(run.facts())).anyMatch(verdict -> !verdict.isGreen());
    }

    @Test
    void a_fee_that_a_statement_tells_otherwise_on_purpose_may_stay_open() {
        var run = new GoodRun();
        run.breaks.add(new Break("brk_2", "fee_mismatch", "open", "pay_1", "att_1_1", 251));
        assertThat(reconciled(run)).isFalse();
        run.acquirer.set(0, new Booked("att_1_1", "PURCHASE", "CAPTURED", "EUR", 19_697, 19_697));
        assertThat(reconciled(run)).isTrue();
    }

    private static boolean reconciled(GoodRun run) {
        return Checker.judge(run.facts()).stream()
                .filter(verdict -> verdict.invariant().equals("I14"))
                .allMatch(Verdict::isGreen);
    }

    @Test
    void a_refused_refund_names_itself() {
        var run = new GoodRun();
        var refused = GoodRun.answer(402, "{\"refund\":{\"id\":\"re_2\"}}");
        run.calls.add(new Call(GoodRun.SHOP, Kind.REFUND, "k3", "pay_1", 5, List.of(refused)));
        assertThat(Checker.judge(run.facts())).allMatch(Verdict::isGreen);
        run.calls.add(new Call(GoodRun.SHOP, Kind.REFUND, "k4", "pay_1", 5, List.of(refused)));
        assertThat(Checker.judge(run.facts())).anyMatch(verdict -> !verdict.isGreen());
    }

    @Test
    void a_run_in_which_nothing_was_seen_is_not_green() {
        var empty = new GoodRun();
        empty.acquirer.clear();
        assertThat(Checker.judge(empty.facts()))
                .filteredOn(verdict -> verdict.invariant().equals("I1"))
                .noneMatch(Verdict::isGreen);
    }

    @ParameterizedTest
    @MethodSource("spoilt")
    void each_check_is_seen_to_fail(String invariant, Consumer<GoodRun> spoil) {
        var run = new GoodRun();
        spoil.accept(run);
        assertThat(Checker.judge(run.facts()))
                .filteredOn(verdict -> !verdict.violations().isEmpty())
                .extracting(Verdict::invariant)
                .contains(invariant);
    }

    private static Arguments spoilt(String invariant, String how, Consumer<GoodRun> spoil) {
        return arguments(invariant, named(how, spoil));
    }

    static Stream<Arguments> spoilt() {
        return Stream.of(money(), told(), books(), end()).flatMap(one -> one);
    }

    private static Stream<Arguments> money() {
        var again = new Booked("att_1_3", "PURCHASE", "CAPTURED", "EUR", 1000, 1000);
        var alien = new Booked("att_9_1", "PURCHASE", "CAPTURED", "EUR", 5, 5);
        var paid = GoodRun.paid();
        return Stream.of(
                spoilt("I1", "charged twice", run -> run.acquirer.add(again)),
                spoilt("I1", "charged for nothing we know", run -> run.acquirer.add(alien)),
                spoilt("I3", "captured above the amount", run -> run.captured = 1001),
                spoilt("I3", "refunded above captured", run -> run.refunded = 1001),
                spoilt("I4", "an event is missing", run -> run.events.remove(3)),
                spoilt(
                        "I4",
                        "a succeeded payment goes back",
                        run ->
                                run.events.set(
                                        3,
                                        GoodRun.event(
                                                4, "refund.created", "processing", "", "", 0))),
                spoilt(
                        "I5",
                        "an attempt stays unknown",
                        run -> run.unsettled.add("att_1_2 UNKNOWN")),
                spoilt(
                        "I5",
                        "never at rest",
                        run -> run.rest = new Rest(-1, 0, 0, List.of("lag"), List.of())),
                spoilt(
                        "I5",
                        "a marker stays",
                        run -> run.rest = new Rest(9, 0, 1, List.of(), List.of())),
                spoilt(
                        "I2",
                        "a payment that was acknowledged is not stored",
                        run ->
                                run.calls.add(
                                        new Call(
                                                GoodRun.SHOP,
                                                Kind.CREATE,
                                                "k3",
                                                "",
                                                5,
                                                List.of(
                                                        GoodRun.answer(
                                                                201, "{\"id\":\"pay_3\"}"))))),
                spoilt(
                        "I2",
                        "a status that was told never was",
                        run ->
                                run.events.set(
                                        2,
                                        GoodRun.event(
                                                3,
                                                "payment.captured",
                                                "processing",
                                                "att_1_1",
                                                "",
                                                1000))),
                spoilt(
                        "I6",
                        "the answer to a key changes",
                        run ->
                                run.calls.add(
                                        new Call(
                                                GoodRun.SHOP,
                                                Kind.CREATE,
                                                "k1",
                                                "",
                                                1000,
                                                List.of(
                                                        paid,
                                                        GoodRun.answer(
                                                                201, "{\"id\":\"pay_2\"}"))))),
                spoilt("I6", "a refund nobody asked for", run -> run.calls.removeLast()),
                spoilt(
                        "I20",
                        "a request that hung has no answer",
                        run ->
                                run.calls.add(
                                        new Call(
                                                GoodRun.SHOP,
                                                Kind.CREATE,
                                                "k4",
                                                "",
                                                5,
                                                List.of(GoodRun.hung())))),
                spoilt(
                        "I20",
                        "a refusal left money behind",
                        run ->
                                run.calls.set(
                                        0,
                                        new Call(
                                                GoodRun.SHOP,
                                                Kind.CREATE,
                                                "k1",
                                                "",
                                                1000,
                                                List.of(
                                                        GoodRun.hung(),
                                                        GoodRun.answer(402, "{}"))))));
    }

    private static Stream<Arguments> told() {
        return Stream.of(
                spoilt("I7", "an event is not in the topic", run -> run.topic.removeLast()),
                spoilt("I7", "first copies out of order", run -> Collections.swap(run.topic, 0, 1)),
                spoilt("I7", "the record lacks an event", run -> run.recorded = 4),
                spoilt(
                        "I4",
                        "a copy says something else",
                        run ->
                                run.topic.add(
                                        new Told(
                                                GoodRun.PAYMENT,
                                                1,
                                                "payment.created",
                                                "{}",
                                                GoodRun.AT,
                                                GoodRun.AT))),
                spoilt(
                        "I8",
                        "a webhook never came",
                        run ->
                                run.announced.add(
                                        new Announced(
                                                GoodRun.SHOP,
                                                "evt_9",
                                                "pay_9",
                                                1,
                                                "payment.created"))),
                spoilt("I8", "webhooks out of order", run -> Collections.swap(run.heard, 0, 2)),
                spoilt("I8", "a signature is wrong", run -> run.refusedSignatures.add("no match")));
    }

    private static Stream<Arguments> books() {
        var crooked =
                new Posting(
                        "x",
                        "fx",
                        "e",
                        "EUR",
                        List.of(new Line("1110:a", true, 5), new Line("2010:m", false, 4)));
        var twice = GoodRun.posting("capture", "pay_1:3", "1110:a", "2010:m", 1000);
        var fabled = GoodRun.posting("capture", "pay_1:9", "1110:a", "2010:m", 1000);
        var again = new Batch.Item("pay_1:3", GoodRun.PAYMENT, 1000, 40);
        var fable = new Batch.Item("pay_9:3", GoodRun.PAYMENT, 7, 0);
        return Stream.of(
                spoilt("I9", "debits are not credits", run -> run.postings.add(crooked)),
                spoilt("I9", "a balance is not its postings", run -> run.net = Map.of()),
                spoilt("I9", "not proven", run -> run.proven = false),
                spoilt("I10", "booked twice", run -> run.postings.add(twice)),
                spoilt("I10", "booked of no event", run -> run.postings.add(fabled)),
                spoilt("I10", "not booked", run -> run.postings.removeFirst()),
                spoilt(
                        "I11",
                        "in two batches",
                        run -> run.batches.add(GoodRun.batch("2026-11-27", "closed", again))),
                spoilt(
                        "I11",
                        "settled and never happened",
                        run -> run.batches.add(GoodRun.batch("2026-11-27", "closed", fable))),
                spoilt("I11", "not settled", run -> run.batches.clear()),
                spoilt(
                        "I11",
                        "a batch that does not add up",
                        run ->
                                run.batches.add(
                                        new Batch(
                                                "m", "EUR", "d", "closed", 0, 1, 0, 0, List.of()))),
                spoilt(
                        "I12",
                        "the bank paid twice",
                        run -> run.bank.add(new BankEntry("PAYMENT", "po_1", "EUR", -660))),
                spoilt("I12", "the bank paid nothing", run -> run.bank.clear()),
                spoilt(
                        "I12",
                        "paid out above what was due",
                        run ->
                                run.payouts.add(
                                        new Payout("po_2", GoodRun.SHOP, "EUR", 1, "sent"))));
    }

    private static Stream<Arguments> end() {
        return Stream.of(
                spoilt("I13", "the acquirer has less", run -> run.acquirer.removeLast()),
                spoilt(
                        "I13",
                        "another amount",
                        run ->
                                run.acquirer.set(
                                        0,
                                        new Booked(
                                                "att_1_1",
                                                "PURCHASE",
                                                "CAPTURED",
                                                "EUR",
                                                999,
                                                999))),
                spoilt("I13", "two books differ", run -> run.books.add("7 cash at bank")),
                spoilt(
                        "I14",
                        "a difference stays open",
                        run ->
                                run.breaks.add(
                                        new Break(
                                                "brk_2",
                                                "fee_mismatch",
                                                "open",
                                                "pay_1",
                                                "",
                                                1000))),
                spoilt(
                        "I14",
                        "a fee that only looks as if it was asked for",
                        run ->
                                run.breaks.add(
                                        new Break(
                                                "brk_2",
                                                "fee_mismatch",
                                                "open",
                                                "pay_1",
                                                "att_1_1",
                                                97))),
                spoilt(
                        "I16",
                        "a stranger reads",
                        run -> run.probes.add(new Probe("I16", "?", "404", "200"))),
                spoilt(
                        "I17",
                        "Redis was needed",
                        run -> run.probes.add(new Probe("I17", "?", "the same", "{}"))),
                spoilt(
                        "I18",
                        "a chain is broken",
                        run -> run.probes.add(new Probe("I18", "?", "true", "false"))),
                spoilt(
                        "I6",
                        "another body is accepted",
                        run -> run.probes.add(new Probe("I6", "?", "422", "201"))));
    }
}
