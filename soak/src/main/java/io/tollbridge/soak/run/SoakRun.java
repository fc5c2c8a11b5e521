package io.tollbridge.soak.run;

import io.tollbridge.soak.check.Checker;
import io.tollbridge.soak.facts.Call;
import io.tollbridge.soak.facts.Exchange;
import io.tollbridge.soak.facts.Facts;
import io.tollbridge.soak.facts.Rest;
import io.tollbridge.soak.facts.Webhooks;
import io.tollbridge.soak.fault.Injector;
import io.tollbridge.soak.read.ApiFacts;
import io.tollbridge.soak.read.CassandraFacts;
import io.tollbridge.soak.read.OtherBooks;
import io.tollbridge.soak.read.TopicReader;
import io.tollbridge.soak.workload.Shop;
import io.tollbridge.soak.workload.Workload;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One run on one platform, from the first request to the verdict. */
final class SoakRun {

    /** Business days pass under load too, so that statements, batches and payouts meet faults. */
    private static final long DAY_EVERY_SECONDS = 75;

    private final SoakOptions options;
    private final Rig rig;
    private final PrintStream out;
    private final AtomicInteger days = new AtomicInteger();

    SoakRun(SoakOptions options, Rig rig, PrintStream out) {
        this.options = options;
        this.rig = rig;
        this.out = out;
    }

    Outcome run() {
        var begun = InstantSource.system().instant();
        var shops = new ArrayList<Shop>();
        try (var injector = new Injector(rig.platform(), rig.at())) {
            for (int i = 0; i < options.merchants(); i++) {
                shops.add(Shop.open(rig.at(), "Soak " + (i + 1) + " Ltd"));
            }
            say("load and faults for " + options.minutes() + " minutes");
            var calls = underFaults(shops, injector);
            say(
                    calls.size()
                            + " requests, "
                            + injector.struck().size()
                            + " faults; waiting for quiet");
            var quiet = new Quiet(rig, shops);
            var rest = quiet.afterFaults();
            say(
                    rest.seconds() < 0
                            ? "NOT at rest: " + rest.left()
                            : "at rest after " + rest.seconds() + " s");
            days.addAndGet(quiet.payOut());
            rest = quiet.atTheEnd(rest);
            say("paid out on day " + days.get() + "; reading all books");
            var facts = facts(shops, calls, rest);
            say("judging");
            return new Outcome(
                    options.seed(),
                    options.minutes(),
                    options.clients(),
                    begun,
                    Checker.judge(facts),
                    counts(facts),
                    Figures.of(facts, injector.struck()),
                    injector.struck(),
                    injector.unasked(),
                    rest);
        } finally {
            shops.forEach(Shop::close);
        }
    }

    private List<Call> underFaults(List<Shop> shops, Injector injector) {
        try (var load = new Workload(shops, options.clients(), options.seed(), options.pause());
                var clock = Executors.newSingleThreadScheduledExecutor()) {
            var ticks =
                    clock.scheduleAtFixedRate(
                            this::nextDay, DAY_EVERY_SECONDS, DAY_EVERY_SECONDS, TimeUnit.SECONDS);
            injector.run(options.seed(), Duration.ofMinutes(options.minutes()));
            ticks.cancel(false);
            injector.heal();
            load.finish();
            return load.history().calls();
        }
    }

    private void nextDay() {
        try {
            rig.nextDay();
            days.incrementAndGet();
        } catch (IllegalStateException e) {
            say("the clock did not move: " + e.getMessage()); // operations was away for long
        }
    }

    private Facts facts(List<Shop> shops, List<Call> calls, Rest rest) {
        var api = new ApiFacts(rig.at(), rig.operator());
        var heard = shops.stream().flatMap(shop -> shop.heard().stream()).toList();
        var refused = shops.stream().flatMap(shop -> shop.refused().stream()).toList();
        try (var cassandra = new CassandraFacts(rig.at().cassandra())) {
            var payments = cassandra.payments();
            return new Facts(
                    calls,
                    payments,
                    TopicReader.read(rig.at().kafka()),
                    cassandra.recorded(),
                    OtherBooks.acquirer(rig.at()),
                    OtherBooks.bank(rig.at()),
                    api.ledger(cassandra.postings()),
                    cassandra.batches(),
                    cassandra.payouts(),
                    api.breaks(payments),
                    new Webhooks(api.announced(shops), heard, refused),
                    rest,
                    new Probes(rig, shops).ask(payments, days.get()),
                    api.differences(shops));
        }
    }

    private Map<String, Long> counts(Facts facts) {
        var counts = new LinkedHashMap<String, Long>();
        counts.put("requests of clients", (long) facts.calls().size());
        counts.put(
                "of these sent again after no clear answer",
                facts.calls().stream().filter(Call::wasUnclear).count());
        for (Call.Kind kind : Call.Kind.values()) {
            long good =
                    facts.calls().stream()
                            .filter(call -> call.kind() == kind)
                            .filter(call -> call.answers().stream().anyMatch(Exchange::isGood))
                            .count();
            counts.put("answered with yes: " + kind, good);
        }
        counts.put("payments", (long) facts.payments().size());
        counts.put("records in topic payments", (long) facts.topic().size());
        counts.put("operations in the acquirer's books", (long) facts.acquirer().size());
        counts.put("postings", (long) facts.ledger().postings().size());
        counts.put("webhooks heard", (long) facts.webhooks().heard().size());
        counts.put("settlement batches", (long) facts.batches().size());
        counts.put("payouts", (long) facts.payouts().size());
        counts.put("differences found by reconciliation", (long) facts.breaks().size());
        counts.put("missed by somebody at the end", (long) facts.rest().missed().size());
        counts.put("business days", (long) days.get());
        return counts;
    }

    private void say(String line) {
        out.println(line);
    }
}
