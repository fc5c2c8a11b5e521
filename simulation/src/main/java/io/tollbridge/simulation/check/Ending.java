package io.tollbridge.simulation.check;

import io.tollbridge.coreengine.payment.Attempt;
import io.tollbridge.coreengine.payment.Operation;
import io.tollbridge.coreengine.payment.Payment;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.simulation.channel.Books;
import io.tollbridge.simulation.merchant.Merchant;
import io.tollbridge.simulation.merchant.Request;
import io.tollbridge.simulation.platform.Json;
import io.tollbridge.simulation.platform.Platform;
import io.tollbridge.simulation.store.Rows;
import io.tollbridge.simulation.world.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.ObjectReader;

/** Looks at what has become of everything once faults have ended. */
public final class Ending {

    private static final ObjectReader SNAPSHOTS = Json.SNAPSHOTS.readerFor(Payment.class);

    private final Platform platform;
    private final Watch watch;
    private final List<Merchant> merchants;

    public Ending(Platform platform, Watch watch, List<Merchant> merchants) {
        this.platform = platform;
        this.watch = watch;
        this.merchants = merchants;
    }

    /** What is still under way; empty when everything has come to rest. */
    public List<String> unsettled() {
        var open = new ArrayList<String>();
        for (var merchant : merchants) {
            if (!merchant.isDone()) {
                open.add("a merchant waits for an answer to " + merchant.asked());
            }
        }
        for (var bucket : platform.payments().all("outbox_pending")) {
            bucket.rows().forEach(marker -> open.add("marker of " + marker.text("aggregate_id")));
        }
        for (var found : platform.cases().all("attempt_case")) {
            for (var one : found.rows()) {
                if (!one.text("phase").equals("resolved")) {
                    open.add("case " + one.text("attempt_id") + " " + one.text("phase"));
                }
            }
        }
        for (var payment : payments()) {
            payment.attempts().stream()
                    .filter(Attempt::isOpen)
                    .forEach(attempt -> open.add(attempt.id() + " " + attempt.status()));
            if (watch.published(payment.id().value()) < payment.version()) {
                open.add(payment.id() + " has unpublished events");
            }
        }
        if (open.isEmpty() && !platform.isConsumed()) {
            open.add("events wait for their consumers");
        }
        return open;
    }

    private List<Payment> payments() {
        var found = new ArrayList<Payment>();
        for (Rows one : platform.payments().all("payment")) {
            byte[] snapshot = one.statics().bytes("snapshot");
            if (snapshot.length > 0) {
                found.add(SNAPSHOTS.readValue(snapshot));
            }
        }
        return found;
    }

    /** Compares what we believe with what the channel has in its books, and with what was said. */
    public void verify() {
        Map<AttemptId, Attempt> believed = new HashMap<>();
        for (var payment : payments()) {
            for (var attempt : payment.attempts()) {
                believed.put(attempt.id(), attempt);
                agrees(attempt);
            }
            sums(payment);
        }
        for (var entry : platform.books().entries()) {
            if (entry.stands() && !believed.containsKey(entry.reference)) {
                throw new Violation(entry.reference + " is charged and nobody knows of it");
            }
        }
        merchants.forEach(merchant -> merchant.asked().forEach(this::stands));
    }

    private void agrees(Attempt attempt) {
        boolean isDone = attempt.status() == attempt.done();
        boolean booked;
        if (attempt.operation() == Operation.VOID) {
            var original = attempt.original();
            Books.Entry undone = original == null ? null : platform.books().find(original);
            booked = undone == null || !undone.stands();
            if (!isDone) {
                return; // refused because it was captured, or undone by another void
            }
        } else {
            Books.Entry entry = platform.books().find(attempt.id());
            booked = entry != null && entry.stands() && entry.amount.equals(attempt.amount());
            boolean released =
                    attempt.operation() == Operation.AUTHORISE
                            && entry != null
                            && entry.approved
                            && entry.isReversed();
            if (isDone && released) {
                return; // held, and later let go: the void tells
            }
        }
        if (isDone != booked) {
            throw new Violation(
                    attempt.id()
                            + " is "
                            + attempt.status()
                            + ", in the channel's books it "
                            + (booked ? "stands" : "does not stand"));
        }
    }

    private void sums(Payment payment) {
        long captured = standing(payment, List.of(Operation.PURCHASE, Operation.CAPTURE));
        long refunded = standing(payment, List.of(Operation.REFUND));
        if (captured != payment.captured().minorUnits()
                || refunded != payment.refunded().minorUnits()) {
            throw new Violation(
                    "%s: captured %s, refunded %s; the channel has %d and %d"
                            .formatted(
                                    payment.id(),
                                    payment.captured(),
                                    payment.refunded(),
                                    captured,
                                    refunded));
        }
    }

    private long standing(Payment payment, List<Operation> operations) {
        return platform.books().entries().stream()
                .filter(Books.Entry::stands)
                .filter(entry -> entry.reference.payment().stream().anyMatch(payment.id()::equals))
                .filter(entry ->
                        operations.stream().anyMatch(o -> o.wire().equals(entry.operation)))
                .mapToLong(entry -> entry.amount.minorUnits())
                .sum();
    }

    /** What a merchant was told is written down, word for word. */
    private void stands(Request request) {
        var answer = request.answer();
        var id = request.payment();
        if (answer == null || id == null) {
            return;
        }
        var payment = platform.payments().find("payment", id.value());
        var kept = payment == null ? null : Watch.keyed(payment, "idem").get(request.key().key());
        if (kept == null || !Arrays.equals(kept.bytes("body"), answer.body())) {
            throw new Violation("the answer to " + request + " was given and is not kept");
        }
    }
}
