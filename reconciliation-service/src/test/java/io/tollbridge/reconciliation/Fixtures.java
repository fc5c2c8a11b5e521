package io.tollbridge.reconciliation;

import io.tollbridge.contracts.channels.BankEntry;
import io.tollbridge.contracts.channels.BankStatementCompleted;
import io.tollbridge.contracts.channels.StatementCompleted;
import io.tollbridge.contracts.channels.StatementLine;
import io.tollbridge.contracts.channels.StatementTotal;
import io.tollbridge.contracts.payments.AttemptDeclined;
import io.tollbridge.contracts.payments.AttemptFailed;
import io.tollbridge.contracts.payments.AttemptStarted;
import io.tollbridge.contracts.payments.AttemptUnknown;
import io.tollbridge.contracts.payments.AttemptView;
import io.tollbridge.contracts.payments.CaptureView;
import io.tollbridge.contracts.payments.PaymentCaptured;
import io.tollbridge.contracts.payments.PaymentView;
import io.tollbridge.contracts.payments.RefundSucceeded;
import io.tollbridge.contracts.payments.RefundView;
import io.tollbridge.contracts.settlements.PayoutCreated;
import io.tollbridge.contracts.settlements.PayoutView;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.kernel.RefundId;
import io.tollbridge.starter.event.OutgoingEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Events as core-engine, channel and settlement publish them; live ones by their name. */
public final class Fixtures {

    public static final String CHANNEL = "sandbox-acquirer";
    public static final String BANK = "sandbox-bank";

    private Fixtures() {}

    static OutgoingEvent started(String name, long amount, Instant at) {
        var event = new AttemptStarted(payment(name, amount, at), attempt(name, amount, at), null);
        return new OutgoingEvent(event, "pay_" + name, "pay_" + name + ":2", 2, at);
    }

    static OutgoingEvent captured(String name, long amount, Instant at) {
        var attempt = attempt(name, amount, at);
        var capture = new CaptureView(attempt.id(), attempt.amount(), at, LocalDate.of(2026, 1, 1));
        var event = new PaymentCaptured(payment(name, amount, at), attempt, capture);
        return new OutgoingEvent(event, "pay_" + name, "pay_" + name + ":4", 4, at);
    }

    static OutgoingEvent unknown(String name, long amount, Instant at) {
        var event = new AttemptUnknown(payment(name, amount, at), attempt(name, amount, at));
        return new OutgoingEvent(event, "pay_" + name, "pay_" + name + ":3", 3, at);
    }

    static OutgoingEvent declined(String name, long amount, Instant at) {
        var event = new AttemptDeclined(payment(name, amount, at), attempt(name, amount, at));
        return new OutgoingEvent(event, "pay_" + name, "pay_" + name + ":3", 3, at);
    }

    static OutgoingEvent failed(String name, long amount, Instant at) {
        var event = new AttemptFailed(payment(name, amount, at), attempt(name, amount, at));
        return new OutgoingEvent(event, "pay_" + name, "pay_" + name + ":3", 3, at);
    }

    static OutgoingEvent refunded(String name, long amount, Instant at) {
        var attempt = attempt(name + "r", "refund", amount, at);
        var refund =
                new RefundView(
                        new RefundId("re_" + name),
                        "refund",
                        new PaymentId("pay_" + name),
                        amount,
                        "EUR",
                        "succeeded",
                        null,
                        null,
                        attempt.id(),
                        LocalDate.of(2026, 1, 1),
                        at);
        var event = new RefundSucceeded(payment(name, amount, at), refund, attempt);
        return new OutgoingEvent(event, "pay_" + name, "pay_" + name + ":6", 6, at);
    }

    static OutgoingEvent payoutCreated(String id, long amount, Instant at) {
        var view =
                new PayoutView(
                        id,
                        "payout",
                        new MerchantId("mch_1"),
                        id.startsWith("po_live"),
                        amount,
                        "EUR",
                        "pending",
                        "DE75****6199",
                        List.of(),
                        null,
                        null,
                        null,
                        at,
                        1);
        return new OutgoingEvent(new PayoutCreated(view), id, id + ":1", 1, at);
    }

    /** A statement under construction. */
    static final class Statement {
        private final LocalDate date;
        private final String hash;
        private final List<OutgoingEvent> events = new ArrayList<>();
        private final Map<String, StatementTotal> totals = new TreeMap<>();

        Statement(LocalDate date, String hash) {
            this.date = date;
            this.hash = hash;
        }

        Statement purchase(String name, long gross, long fee) {
            return line("PURCHASE", "att_" + name, Money.of(gross, "EUR"), Money.of(fee, "EUR"));
        }

        Statement refund(String name, long amount) {
            var zero = Money.of(0, "EUR");
            return line("REFUND", "att_" + name + "r", Money.of(-amount, "EUR"), zero);
        }

        Statement line(String kind, String reference, Money gross, Money fee) {
            int row = events.size() + 1;
            var net = gross.minus(fee);
            var at = date.atTime(12, 0).toInstant(ZoneOffset.UTC);
            var line =
                    new StatementLine(
                            CHANNEL,
                            date,
                            hash,
                            row,
                            kind,
                            reference,
                            "rrn" + row,
                            null,
                            gross,
                            fee,
                            net,
                            at);
            events.add(event(line, CHANNEL, CHANNEL + date + hash + ":" + row, at));
            totals.merge(
                    gross.currency().code(),
                    new StatementTotal(gross.currency().code(), 1, gross, fee, net),
                    (a, b) ->
                            new StatementTotal(
                                    a.currency(),
                                    a.count() + b.count(),
                                    a.gross().plus(b.gross()),
                                    a.fee().plus(b.fee()),
                                    a.net().plus(b.net())));
            return this;
        }

        List<OutgoingEvent> complete() {
            var all = new ArrayList<>(events);
            var completed =
                    new StatementCompleted(
                            CHANNEL, date, hash, events.size(), List.copyOf(totals.values()));
            var at = date.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
            String id = CHANNEL + date + hash + ":" + (events.size() + 1);
            all.add(event(completed, CHANNEL, id, at));
            return all;
        }
    }

    static OutgoingEvent bankEntry(
            LocalDate date,
            String reference,
            long amount,
            @Nullable String payout,
            @Nullable String remittance) {
        return bankEntry(date, reference, amount, payout, remittance, false);
    }

    /** A payout given back. */
    static OutgoingEvent bankReturn(LocalDate date, String reference, long amount, String payout) {
        return bankEntry(date, reference, amount, payout, null, true);
    }

    private static OutgoingEvent bankEntry(
            LocalDate date,
            String reference,
            long amount,
            @Nullable String payout,
            @Nullable String remittance,
            boolean returned) {
        var entry =
                new BankEntry(
                        BANK,
                        date,
                        "bank-" + date,
                        1,
                        "DE89370400440532013000",
                        Money.of(Math.abs(amount), "EUR"),
                        amount > 0,
                        payout,
                        reference,
                        remittance,
                        date,
                        returned);
        var at = date.atStartOfDay().toInstant(ZoneOffset.UTC);
        return event(entry, BANK, BANK + reference + ":1", at);
    }

    static OutgoingEvent bankCompleted(LocalDate date, String hash) {
        var at = date.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        var event = new BankStatementCompleted(BANK, date, hash, 1, List.of());
        return event(event, BANK, BANK + date + hash + ":1", at);
    }

    private static OutgoingEvent event(Object event, String key, String id, Instant at) {
        return new OutgoingEvent(event, key, id, 1, at);
    }

    private static AttemptView attempt(String name, long amount, Instant at) {
        return attempt(name, "purchase", amount, at);
    }

    private static AttemptView attempt(String name, String operation, long amount, Instant at) {
        return new AttemptView(
                new AttemptId("att_" + name),
                CHANNEL,
                operation,
                "captured",
                Money.of(amount, "EUR"),
                at,
                null,
                null,
                null,
                null,
                null,
                "00",
                null,
                null,
                null,
                null);
    }

    private static PaymentView payment(String name, long amount, Instant created) {
        return new PaymentView(
                new PaymentId("pay_" + name),
                "payment",
                amount,
                "EUR",
                0,
                amount,
                0,
                "succeeded",
                "automatic",
                new MerchantId("mch_1"),
                name.startsWith("live"),
                null,
                CHANNEL,
                null,
                null,
                Map.of(),
                null,
                null,
                "none",
                null,
                created,
                3,
                null);
    }
}
