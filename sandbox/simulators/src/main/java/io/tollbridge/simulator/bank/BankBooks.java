package io.tollbridge.simulator.bank;

import io.tollbridge.simulator.clock.BusinessClock;
import io.tollbridge.simulator.http.Json;
import io.tollbridge.simulator.http.Problem;
import io.tollbridge.simulator.journal.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The bank's own books: decides under one lock, answers only what is on disk. */
final class BankBooks implements AutoCloseable {

    private final BankState state = new BankState();
    private final ReentrantLock lock = new ReentrantLock();
    private final BusinessClock clock;
    private final DayWatch days;
    private final Journal journal;

    BankBooks(Path file, BusinessClock clock, DayWatch days) throws IOException {
        this.clock = clock;
        this.days = days;
        this.journal =
                Journal.open(
                        file, line -> state.apply(Json.MAPPER.readValue(line, BankLine.class)));
    }

    /** Takes a message once; the answer is its payments as they stand now. */
    List<Payment> accept(PainReader.Message message, String contentHash, BankFaults faults) {
        return durably(() -> {
            String known = state.hashOfMessage(message.messageId());
            if (known != null && !known.equals(contentHash)) {
                throw new Problem(
                        409,
                        "duplicate_message_id",
                        message.messageId() + " came before with other content",
                        "/Document/CstmrCdtTrfInitn/GrpHdr/MsgId");
            }
            List<Payment> accepted = new ArrayList<>();
            for (Instruction instruction : message.instructions()) {
                if (isNew(instruction)) {
                    accepted.add(payment(instruction, faults.next()));
                }
            }
            if (known == null) {
                write(new BankLine.Accepted(message.messageId(), contentHash, accepted));
            }
            return message.instructions().stream()
                    .map(instruction -> state.find(instruction.endToEndId()))
                    .map(found -> found == null ? missing() : found)
                    .toList();
        });
    }

    private static Payment missing() {
        throw new IllegalStateException("an accepted payment is in the books");
    }

    private boolean isNew(Instruction instruction) {
        Payment earlier = state.find(instruction.endToEndId());
        if (earlier != null && !earlier.instruction().paysTheSameAs(instruction)) {
            throw new Problem(
                    409,
                    "duplicate_end_to_end_id",
                    instruction.endToEndId() + " was used for another payment",
                    "/Document/CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/PmtId/EndToEndId");
        }
        return earlier == null;
    }

    private Payment payment(Instruction instruction, Payment.Fault fault) {
        LocalDate next = BankCalendar.nextBusinessDay(days.today());
        LocalDate requested = BankCalendar.onOrAfter(instruction.requestedDate());
        return Payment.accepted(
                instruction,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                requested.isAfter(next) ? requested : next,
                fault);
    }

    /** Books money from outside once per id; true when it was new. */
    boolean credit(Credit credit) {
        return durably(() -> {
            if (state.hasCredit(credit.id())) {
                refuseOtherContent(credit);
                return false;
            }
            LocalDate today = days.today();
            LocalDate wanted = credit.valueDate().isAfter(today) ? today : credit.valueDate();
            write(
                    new BankLine.Credited(
                            new Entry(
                                    nextReference(),
                                    Entry.Kind.INCOMING_CREDIT,
                                    credit.currency(),
                                    credit.amount(),
                                    state.bookable(wanted),
                                    credit.valueDate(),
                                    credit.id(),
                                    null,
                                    credit.debtor(),
                                    null,
                                    credit.remittance())));
            return true;
        });
    }

    private void refuseOtherContent(Credit credit) {
        boolean same =
                state.entries().stream()
                        .filter(entry -> entry.kind() == Entry.Kind.INCOMING_CREDIT)
                        .filter(entry -> entry.reference().equals(credit.id()))
                        .allMatch(entry ->
                                entry.amountMinor() == credit.amount()
                                        && entry.currency().equals(credit.currency()));
        if (!same) {
            throw new Problem(
                    409, "duplicate_credit_id", credit.id() + " was used for another credit", "id");
        }
    }

    /** Pays, rejects and returns what is due. */
    void settle() {
        durably(() -> {
            for (Payment payment : state.open()) {
                if (payment.status() == PaymentStatus.PAID) {
                    giveBack(payment);
                } else {
                    execute(payment);
                }
            }
            return true;
        });
    }

    private void execute(Payment payment) {
        boolean dayIsOver = days.isOver(payment.executionDate());
        String id = payment.endToEndId();
        switch (PaymentDecision.on(days.today(), payment, state, dayIsOver)) {
            case PaymentDecision.Wait() -> {}
            case PaymentDecision.Pay(LocalDate on) ->
                    write(new BankLine.Paid(id, entry(payment, Entry.Kind.PAYMENT, on)));
            case PaymentDecision.Reject(String code, String why) ->
                    write(new BankLine.Rejected(id, code, why, clock.instant()));
        }
    }

    private void giveBack(Payment payment) {
        LocalDate paidOn = payment.bookedOn();
        if (paidOn == null || BankCalendar.nextBusinessDay(paidOn).isAfter(days.today())) {
            return;
        }
        LocalDate on = state.bookable(BankCalendar.nextBusinessDay(paidOn));
        write(
                new BankLine.Returned(
                        payment.endToEndId(),
                        PaymentDecision.ACCOUNT_CLOSED,
                        "returned by the creditor's bank: account closed",
                        entry(payment, Entry.Kind.PAYMENT_RETURN, on)));
    }

    private Entry entry(Payment payment, Entry.Kind kind, LocalDate on) {
        Instruction instruction = payment.instruction();
        boolean out = kind == Entry.Kind.PAYMENT;
        return new Entry(
                nextReference(),
                kind,
                instruction.currency(),
                out ? Math.negateExact(instruction.amountMinor()) : instruction.amountMinor(),
                on,
                on,
                instruction.endToEndId(),
                instruction.messageId(),
                instruction.creditorName(),
                instruction.creditorIban(),
                instruction.remittance());
    }

    private String nextReference() {
        return String.format("BK%010d", state.entryCount() + 1);
    }

    /**
     * Closes the day for booking if it is over and nothing waits for it; true when it is closed.
     */
    boolean close(LocalDate day) {
        settle();
        return durably(() -> {
            LocalDate closed = state.closedThrough();
            if (closed != null && !day.isAfter(closed)) {
                return true;
            }
            boolean waiting =
                    state.open().stream()
                            .filter(payment -> payment.status() == PaymentStatus.ACCEPTED)
                            .anyMatch(payment -> !payment.executionDate().isAfter(day));
            if (waiting || !days.isOver(day)) {
                return false;
            }
            write(new BankLine.DayClosed(day, clock.instant()));
            return true;
        });
    }

    private void write(BankLine line) {
        var _ = journal.append(Json.MAPPER.writeValueAsString(line));
        state.apply(line);
    }

    /** Reads a consistent view that is already durable. */
    <T extends @Nullable Object> T read(Function<BankState, T> view) {
        return durably(() -> view.apply(state));
    }

    private <T extends @Nullable Object> T durably(Supplier<T> work) {
        long sequence;
        T result;
        lock.lock();
        try {
            result = work.get();
            sequence = journal.appended();
        } finally {
            lock.unlock();
        }
        journal.awaitDurable(sequence);
        return result;
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }

    /** Closes as a crash would. */
    void abandon() throws IOException {
        journal.abandon();
    }
}
