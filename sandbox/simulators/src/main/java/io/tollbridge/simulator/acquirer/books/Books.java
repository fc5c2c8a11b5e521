package io.tollbridge.simulator.acquirer.books;

import io.tollbridge.simulator.clock.BusinessClock;
import io.tollbridge.simulator.http.Json;
import io.tollbridge.simulator.journal.Journal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The acquirer's own books: decides under one lock, answers only what is on disk. */
public final class Books implements AutoCloseable {

    /** What to answer; {@code first} is false when the answer was given before. */
    public record Answer(String responseCode, @Nullable String authCode, boolean first) {}

    private final BookState state = new BookState();
    private final ReentrantLock lock = new ReentrantLock();
    private final BusinessClock clock;
    private final Journal journal;

    public Books(Path file, BusinessClock clock) throws IOException {
        this.clock = clock;
        this.journal =
                Journal.open(
                        file, line -> state.apply(Json.MAPPER.readValue(line, BookLine.class)));
    }

    public Answer ask(Order order) {
        long sequence;
        Answer answer;
        lock.lock();
        try {
            answer = decideAndWrite(order);
            sequence = journal.appended();
        } finally {
            lock.unlock();
        }
        journal.awaitDurable(sequence);
        return answer;
    }

    private Answer decideAndWrite(Order order) {
        return switch (BookPolicy.decide(state, order)) {
            case BookPolicy.Decision.Replay(Operation booked) ->
                    new Answer(booked.responseCode(), booked.authCode(), false);
            case BookPolicy.Decision.Refuse(String code) -> new Answer(code, null, true);
            case BookPolicy.Decision.Fence(String reference) -> {
                if (!state.isFenced(reference)) {
                    write(new BookLine.Fenced(reference, clock.instant()));
                }
                yield new Answer(ResponseCode.NOT_FOUND, null, true);
            }
            case BookPolicy.Decision.Book(String code) -> {
                Operation operation = operation(order, code);
                write(new BookLine.Booked(operation));
                yield new Answer(code, operation.authCode(), true);
            }
        };
    }

    private Operation operation(Order order, String code) {
        boolean approved = code.equals(ResponseCode.APPROVED);
        Operation original = state.find(order.originalReference());
        Operation reversed = order.type() == OperationType.REVERSAL ? original : null;
        long amount = reversed == null ? order.amountMinor() : reversedMinor(reversed, order);
        boolean holds = approved && order.type().takesCard();
        return new Operation(
                order.reference(),
                order.type(),
                order.originalReference(),
                approved ? order.type().whenApproved() : OperationStatus.DECLINED,
                code,
                approved ? authCode(order.reference()) : null,
                reversed == null ? order.currency() : reversed.currency(),
                amount,
                holds ? amount : 0,
                approved && order.type() == OperationType.PURCHASE ? amount : 0,
                0,
                original == null ? order.card() : original.card(),
                order.rrn(),
                order.stan(),
                order.terminal(),
                order.merchant(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                openDay(),
                null);
    }

    private static long reversedMinor(Operation original, Order order) {
        Long replacement = order.replacementMinor();
        if (replacement != null) {
            return Math.subtractExact(original.heldMinor(), replacement);
        }
        return original.type() == OperationType.AUTHORISATION
                ? original.heldMinor()
                : original.amountMinor();
    }

    /** Today, or the first day that is not closed yet when the clock was set back. */
    private LocalDate openDay() {
        LocalDate today = clock.today();
        LocalDate closed = state.closedThrough();
        return closed != null && !today.isAfter(closed) ? closed.plusDays(1) : today;
    }

    /** Makes every day up to {@code last} final; the answer is the days that had anything to do. */
    public NavigableSet<LocalDate> closeThrough(LocalDate last) {
        NavigableSet<LocalDate> days = new TreeSet<>();
        long sequence;
        lock.lock();
        try {
            LocalDate closed = state.closedThrough();
            if (closed != null && !last.isAfter(closed)) {
                return days;
            }
            List<Operation> operations = state.operations();
            days.add(last);
            operations.stream()
                    .map(Operation::businessDate)
                    .filter(day -> !day.isAfter(last) && (closed == null || day.isAfter(closed)))
                    .forEach(days::add);
            for (LocalDate day : days) {
                SortedMap<String, Long> net =
                        Statement.of(day, operations, state::find).netByCurrency();
                write(new BookLine.DayClosed(day, net, clock.instant()));
            }
            sequence = journal.appended();
        } finally {
            lock.unlock();
        }
        journal.awaitDurable(sequence);
        return days;
    }

    public void markFunded(Funding funding) {
        long sequence;
        lock.lock();
        try {
            sequence = write(new BookLine.Funded(funding.id(), clock.instant()));
        } finally {
            lock.unlock();
        }
        journal.awaitDurable(sequence);
    }

    private long write(BookLine line) {
        long sequence = journal.append(Json.MAPPER.writeValueAsString(line));
        state.apply(line);
        return sequence;
    }

    /** Reads a consistent view that is already durable. */
    public <T extends @Nullable Object> T read(Function<BookState, T> view) {
        long sequence;
        T value;
        lock.lock();
        try {
            value = view.apply(state);
            sequence = journal.appended();
        } finally {
            lock.unlock();
        }
        journal.awaitDurable(sequence);
        return value;
    }

    public @Nullable Operation find(String reference) {
        return read(books -> books.find(reference));
    }

    /** Totals per currency, over what stands. */
    public Map<String, BookTotals> totals() {
        return BookTotals.of(read(BookState::operations));
    }

    static String authCode(String reference) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(reference.getBytes(StandardCharsets.UTF_8));
            int number =
                    ((digest[0] & 0xff) << 16) | ((digest[1] & 0xff) << 8) | (digest[2] & 0xff);
            return String.format("%06d", number % 1_000_000);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }

    /** Closes as a crash would. */
    public void abandon() throws IOException {
        journal.abandon();
    }
}
